using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Studies;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Verification;
using NasFuse.Onnx.Writing;
using NasFuse.TestKit;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Packages;

/// <summary>A complete, verified network to package, made the way an export makes it.</summary>
internal static class SampleContents
{
    public static DeploymentContents Create(int seed = 1)
    {
        var random = new Random(seed);
        var architecture = RandomArchitectures.Create(random);
        var graph = architecture.Lower(new Size(24, 32)).Deployed();
        var weights = RandomValues.Weights(graph, random);
        var folded = BatchNormFolding.Fold(graph, weights);
        var metadata = Exported.Metadata;
        var model = OnnxWriter.Write(folded.Graph, folded.Weights, metadata);
        using var network = OnnxNetwork.Load(model, 1);
        var sample = new ParitySample(RandomValues.Images(graph, 1, random), new byte[24 * 32]);
        var parity = ParityCheck.Run(image => [.. ReferenceInterpreter.Run(graph, weights, image).Select(v => (float)v)], network, [sample], TimeProvider.System);
        return new DeploymentContents
        {
            Title = "Street scenes, \"small\"",
            Created = new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero),
            Metadata = metadata,
            ClassColours = ["#804080", "#4682b4", "#6b8e23", "#00008e", "#dc143c"],
            OnnxModel = model,
            Batch = 1,
            ArchitectureText = ArchitectureText.Format(architecture),
            Drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", DrawingRemark = "The nodes add up to 1.20 ms.",
            Weights = weights,
            InputSize = new Size(24, 32),
            Cost = GraphCost.Of(graph),
            Data = new DataSpecification { Format = "synthetic", Size = [24, 32] },
            DataDescription = "Scenes made in memory.",
            ClassResults = [new("road", 0.81234), new("sky, \"blue\"", 0.5), new("tree", 0.25), new("car | van", 0.125), new("person", null)],
            Miou = 0.4218,
            PixelAccuracy = 0.75,
            Hardware = "two cores",
            Latencies = [LatencyResult.From(parity.Latency, "ONNX Runtime", "cpu", parity.LatencyThreads)],
            Parity = parity,
            Provenance = [new("study", "demo"), new("trial", "7")],
            Limits = ["Made-up streets only."],
        };
    }
}
