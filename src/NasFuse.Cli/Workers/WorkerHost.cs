using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Leases;
using NasFuse.Core.Reproducibility;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Workers;

/// <summary>Runs a worker.</summary>
internal static class WorkerHost
{
    /// <summary>Who this worker is and what its machine has.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">There is no such device.</exception>
    public static WorkerIdentity Identify(WorkerSettings settings)
    {
        var device = TorchRuntime.Resolve(settings.Device, new("--device"));
        var facts = DeviceFacts.Of(device);
        return new WorkerIdentity
        {
            Id = WorkerIdentity.NewId(), Pool = settings.Pool, Slots = settings.Slots, Version = HostEnvironment.Current.Version,
            Device = TorchRuntime.Describe(device, settings.ThreadShare), DeviceName = facts.Name, Classes = settings.Classes, MemoryBytes = facts.MemoryBytes,
            Torch = TorchRuntime.Version, Cuda = facts.Cuda,
        };
    }

    /// <summary>Works until drained, or until cancelled: then what is under way is saved and handed back.</summary>
    public static async Task RunAsync(
        EngineConnection engine, WorkerIdentity worker, WorkerSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        using var telemetry = TelemetryExport.Begin("worker", ProcessEnvironment.Variables());
        var studies = new WorkerStudies(settings);
        var scratch = settings.Scratch is { } folder
            ? Directory.CreateDirectory(Path.Combine(folder, worker.Id))
            : Directory.CreateTempSubdirectory("nasfuse-worker-");
        try
        {
            using var gate = new MeasurementGate(MeasurementLock.Of(settings.Device));
            await using var source = await NatsTrialSource.OpenAsync(
                engine, worker, studies, settings.Timing, terminal.Say, cancellation).ConfigureAwait(false);
            var slots = $"{worker.Slots} slot{(worker.Slots == 1 ? "" : "s")}";
            terminal.Say($"worker {worker.Id} on {worker.Device}, {slots}, pool '{worker.Pool}', engine {engine.Address}");
            StudyEvaluator Create() => new(studies, settings, gate, terminal.Say);
            var places = new EngineWorker(source, worker, _ => Create(), scratch.FullName) { CreateTimer = Create };
            await places.RunAsync(cancellation).ConfigureAwait(false);
            terminal.Say(source.IsDraining ? "drained: everything under way was finished" : "ended: what was under way was saved and handed back");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
