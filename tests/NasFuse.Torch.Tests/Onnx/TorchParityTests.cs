using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Onnx;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Verification;
using NasFuse.Onnx.Writing;
using NasFuse.TestKit.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Onnx;

/// <summary>What ONNX Runtime gives is what torch gives: the check that every export goes through.</summary>
public sealed class TorchParityTests
{
    private static readonly NetworkMetadata Metadata = new("a1b2c3", ["a", "b", "c", "d", "e"], [0.5f, 0.5f, 0.5f], [0.25f, 0.25f, 0.25f]);

    public static TheoryData<string> Primitives => [.. PrimitiveCases.Names];

    [Theory, MemberData(nameof(Primitives))]
    public void Each_primitive_agrees_at_odd_sizes(string name)
    {
        foreach (var size in (Size[])[new(23, 30), new(57, 61)]) Verify(PrimitiveCases.Create(name, size), fold: false, name.Length, images: 1);
    }

    [Fact]
    public void Whole_architectures_agree_at_odd_sizes() => Gen.Int[0, int.MaxValue].Sample(
        seed => Verify(TestKit.RandomArchitectures.Create(new Random(seed)).Lower(new Size(45, 61)).Deployed(), fold: true, seed, images: 2),
        iter: 20, threads: 1);

    [Fact]
    public void A_whole_architecture_agrees_at_the_size_of_a_study() =>
        Verify(TestKit.RandomArchitectures.Create(new Random(11)).Lower(new Size(180, 240)).Deployed(), fold: true, seed: 11, images: 3);

    internal static void Verify(Graph graph, bool fold, int seed, int images)
    {
        using var scope = torch.NewDisposeScope();
        var random = new Random(seed);
        var weights = RandomValues.Weights(graph, random);
        using var store = new ParameterStore(graph, weights, torch.CPU);
        var module = new GraphModule(graph, store);
        var exported = fold ? BatchNormFolding.Fold(graph, weights) : new WeightedGraph(graph, weights);
        using var network = OnnxNetwork.Load(OnnxWriter.Write(exported.Graph, exported.Weights, Metadata), threads: 1);

        var labels = new byte[graph.OutputShape.Area];
        var samples = Enumerable.Range(0, images).Select(_ => new ParitySample(RandomValues.Images(graph, 1, random), labels)).ToArray();
        var largest = samples.SelectMany(s => Predict(module, s.Image)).Max(MathF.Abs);
        var report = ParityCheck.Run(image => Predict(module, image), network, samples, TimeProvider.System, ParityCheck.DefaultLimit * Math.Max(1, largest));
        Assert.True(report.Passed, $"largest difference {report.MaxDifference:g3}, limit {report.Limit:g3}");
        Assert.True(report.PixelAgreement > 0.995, $"only {report.PixelAgreement:p3} of the pixels agree");
    }

    private static float[] Predict(GraphModule module, float[] image)
    {
        var shape = module.Graph.InputShape;
        using var scope = torch.NewDisposeScope();
        return module.Predict(torch.tensor(image, [1, shape.Channels, shape.Height, shape.Width])).cpu().contiguous().data<float>().ToArray();
    }
}
