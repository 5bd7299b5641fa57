using System.Text.Json.Nodes;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Hosting;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Verification;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.References;

/// <summary>How the references are measured, and what a measurement depends on.</summary>
/// <param name="Settings">How networks are compared and timed.</param>
internal sealed record MeasuringConditions(ComparisonSettings Settings)
{
    /// <summary>Largest difference of logits that passes after a few steps of training, when statistics have not settled and logits are large.</summary>
    private const double QuickLimit = 1e-3;

    /// <summary>Those of a study: all validation images, as many threads as its first worker has, both sides timed in turn.</summary>
    /// <param name="study">The study.</param>
    /// <param name="quick">As few runs as a latency needs, and the limit of networks that are hardly trained.</param>
    public static MeasuringConditions Of(StudySpecification study, bool quick)
    {
        var settings = new ComparisonSettings(Images: int.MaxValue, WorkerSeat.Of(study)[0].Threads, quick ? QuickLimit : ParityCheck.DefaultLimit);
        return new(settings with { LatencyRuns = quick ? 5 : 20, LatencyRounds = quick ? 1 : 3 });
    }

    /// <summary>Everything that lets two measurements of a trial compare; equal conditions need no second one.</summary>
    /// <remarks>
    /// NasFuse counts by its version, not by its commit: a run of many hours must survive an update of the sources. <c>--remeasure</c> is for the rest.
    /// </remarks>
    public JsonObject Of(Trial trial) => new()
    {
        ["nasfuse"] = HostEnvironment.Current.Version,
        ["torch"] = TorchRuntime.Version,
        ["onnx"] = OnnxNetwork.Backend,
        ["processor"] = HostEnvironment.Current.Processor,
        ["processorCount"] = HostEnvironment.Current.ProcessorCount,
        ["threads"] = Settings.Threads,
        ["batch"] = 1,
        ["rounds"] = Settings.LatencyRounds,
        ["runsPerRound"] = Settings.LatencyRuns,
        ["weights"] = trial.Artefacts.FirstOrDefault(artefact => artefact.Kind == "weights")?.Sha256,
    };

    /// <summary><c>cpu, 2 threads, batch 1, 3 x 20 runs of each in turn; torch 2.10, ONNX Runtime 1.31.1</c></summary>
    public override string ToString() =>
        $"cpu, {Settings.Threads} thread{(Settings.Threads == 1 ? "" : "s")}, batch 1, {Settings.LatencyRounds} x {Settings.LatencyRuns} runs of each in turn; "
        + $"torch {TorchRuntime.Version}, {OnnxNetwork.Backend}";
}
