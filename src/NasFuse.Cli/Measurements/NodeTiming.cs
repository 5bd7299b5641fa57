using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Measurement;
using NasFuse.Core.Reproducibility;
using NasFuse.Storage.Artefacts;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Measurements;

/// <summary>Measures on request what the nodes of an architecture take, with the options that ask for it.</summary>
internal sealed class NodeTiming
{
    private readonly Option<bool> _latency = new("--latency")
    {
        Description = "Measure what each node takes; of a trial it is kept, so that drawings, reports and the dashboard show it from then on.",
    };

    private readonly Option<string> _device = DeploymentOptions.Device();
    private readonly Option<int> _threads = DeploymentOptions.Threads();

    public NodeTiming(Verb verb)
    {
        verb.Add(_latency);
        verb.Add(_device);
        verb.Add(_threads);
    }

    /// <summary>The architecture with what was measured, or as it was when nobody asked.</summary>
    /// <param name="shown">The architecture.</param>
    /// <param name="isUsualSize">False where the person chose a size: then it is not kept, because the trial was measured at another one.</param>
    /// <param name="arguments">The options.</param>
    /// <param name="terminal">Told where it is kept.</param>
    /// <exception cref="UserErrorException">There is no such device, or the trial's folder cannot be written.</exception>
    public ShownArchitecture Apply(ShownArchitecture shown, bool isUsualSize, ParseResult arguments, Terminal terminal)
    {
        if (!arguments.GetValue(_latency)) return shown;
        var latencies = Measure(shown, isUsualSize, arguments.GetRequiredValue(_device), arguments.GetValue(_threads));
        if (isUsualSize && shown.Origin is { } origin) terminal.Say($"kept: {Keep(origin, latencies)}");
        return shown with { Latencies = latencies };
    }

    private static NodeLatencies Measure(ShownArchitecture shown, bool isUsualSize, string device, int threads)
    {
        var size = isUsualSize && shown.Latency.Size is [var height, var width] ? new(height, width) : shown.Size;
        var graph = shown.Architecture.Lower(size).Deployed();
        using var gate = new MeasurementGate(MeasurementLock.Of(device));
        var measurer = new LatencyMeasurer(TorchRuntime.Resolve(device, new SourcePlace("--device")), threads, gate, TimeProvider.System);
        // Times do not depend on the values.
        var weights = WeightInitializer.Create(graph, RandomStreams.Create(1, "weights"));
        return measurer.MeasureNodes(ArchitectureId.Of(shown.Architecture), graph, weights, shown.Latency.Batch, shown.Latency.Runs);
    }

    private static string Keep(TrialOrigin origin, NodeLatencies latencies)
    {
        try
        {
            return Path.Combine(origin.Study.Path, NodeLatencyFile.Write(origin.Study, origin.Number, latencies));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(origin.Study.TrialFolder(origin.Number)), ErrorCodes.OutputConflict,
                $"what was measured cannot be kept: {refused.Message}");
        }
    }
}
