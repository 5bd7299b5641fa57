using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Writing;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests;

/// <summary>Shortcuts from a graph to what ONNX Runtime makes of it.</summary>
internal static class Exported
{
    public static NetworkMetadata Metadata { get; } = new("a1b2c3", ["road", "sky, \"blue\"", "tree", "car", "person"], [0.4f, 0.45f, 0.5f], [0.25f, 0.3f, 0.35f]);

    public static OnnxNetwork Load(Graph graph, WeightSet weights, int? batch = 1, int threads = 1) =>
        OnnxNetwork.Load(OnnxWriter.Write(graph, weights, Metadata, batch), threads);

    /// <summary>Fails unless ONNX Runtime gives what the definitions of the primitives give, for each image of the batch.</summary>
    public static void AssertRunsAsDefined(Graph graph, WeightSet weights, int? batch, int images, Random random)
    {
        using var network = Load(graph, weights, batch);
        var input = RandomValues.Images(graph, images, random);
        var actual = network.Run(input);
        var expected = input.Chunk((int)graph.InputShape.Elements).SelectMany(image => ReferenceInterpreter.Run(graph, weights, image)).ToArray();
        AssertClose(expected, actual);
    }

    /// <summary>Fails when values differ by more than 1e-4, or 1e-4 of the largest where values are larger than one.</summary>
    public static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var limit = 1e-4 * Math.Max(1, expected.Max(Math.Abs));
        var worst = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        Assert.True(worst <= limit, $"largest difference {worst:g3} exceeds {limit:g3}");
    }
}
