using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Drawing;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Onnx.Packages;

namespace NasFuse.Cli.Deployment;

/// <summary>A trained network turned into everything a package holds, compared with itself, not yet written.</summary>
/// <param name="Contents">What a package is written from.</param>
/// <param name="Comparison">How the exported network compares with the trained one.</param>
internal sealed record DeploymentDraft(DeploymentContents Contents, NetworkComparison Comparison)
{
    /// <summary>Lowers, folds, writes the ONNX model in memory and compares it on real images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="size">Image size of the export.</param>
    /// <param name="batch">Images per run, or null for any number.</param>
    /// <param name="settings">How to compare.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="UserErrorException">The data cannot be used, or the architecture's weights do not fit this size.</exception>
    public static DeploymentDraft Create(TrainedNetwork network, Size size, int? batch, ComparisonSettings settings, TimeProvider clock)
    {
        var (metadata, graph) = (network.Metadata, network.Deployed(size));
        network.RequireFit(graph);
        var dataset = VerificationData.Open(network.Data, size, metadata);
        var model = network.ToOnnx(graph, batch);
        var comparison = NetworkComparison.Run(graph, network.Weights, model, dataset, metadata, settings, clock);
        var contents = new DeploymentContents
        {
            Title = network.Title,
            Created = clock.GetUtcNow(),
            Metadata = metadata,
            ClassColours = [.. network.Facts.Colours],
            OnnxModel = model,
            Batch = batch,
            ArchitectureText = ArchitectureText.Format(network.Architecture),
            Drawing = ArchitectureDrawing.Svg(network.Architecture, size,
                new DrawingOptions { Title = network.Title, Theme = DrawingTheme.Light, Latencies = comparison.Nodes }),
            DrawingRemark = comparison.Nodes.Remark,
            Weights = network.Weights,
            InputSize = size,
            Cost = GraphCost.Of(graph),
            Data = network.Data,
            DataDescription = Describe(network, dataset),
            ClassResults = network.ClassResults,
            Miou = network.Miou,
            PixelAccuracy = network.PixelAccuracy,
            Hardware = Describe(HostEnvironment.Current),
            Latencies = [.. comparison.Latencies()],
            Parity = comparison.Parity,
            Provenance = network.Provenance,
            Limits = [.. Limits(network.Data.ImageSize(), size, comparison)],
        };
        return new DeploymentDraft(contents, comparison);
    }

    private static IEnumerable<string> Limits(Size trained, Size exported, NetworkComparison comparison)
    {
        if (exported != trained) yield return $"It was trained and its IoU measured at {trained}; at {exported} quality was not measured beyond the verification above.";
        if (comparison.WasDisturbed) yield return "The latencies above varied strongly: other work was running on the machine. Measure again before relying on them.";
    }

    private static string Describe(TrainedNetwork network, SegmentationDataset dataset)
    {
        var data = network.Data;
        var counts = $"{dataset.Count(Split.Train)} training and {dataset.Count(Split.Val)} validation images, {network.Facts.Classes.Count} classes, trained at {data.ImageSize()}";
        var limits = data.TrainLimit is null && data.ValLimit is null ? "" : " (a part of the data set)";
        var origin = data.Root is null ? $"Made in memory (format `{data.Format}`)" : $"Data set of format `{data.Format}` in `{data.Root}`";
        return $"{origin}: {counts}{limits}. Mean and standard deviation are those of the training images. Licence of the data: not known to NasFuse.";
    }

    private static string Describe(HostEnvironment host) =>
        FormattableString.Invariant($"{host.Processor}, {host.ProcessorCount} logical processors, {host.MemoryBytes / (double)(1L << 30):0.#} GiB memory, {host.OperatingSystem}, {host.Runtime}");
}
