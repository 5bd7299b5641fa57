using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.TestKit.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>Torch gives what the definitions of the primitives give, and folding batch normalisations changes nothing.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string> Primitives => [.. PrimitiveCases.Names];

    [Theory, MemberData(nameof(Primitives))]
    public void Each_primitive_agrees_with_the_reference(string name)
    {
        foreach (var size in (Size[])[new(23, 30), new(7, 5)]) Check(PrimitiveCases.Create(name, size));
    }

    [Fact]
    public void Random_graphs_agree_with_the_reference() => Gen.UInt.Sample(seed => Check(RandomGraphs.Create(seed).Deployed()), iter: 200, threads: 1);

    [Fact]
    public void Random_architectures_agree_with_the_reference() =>
        Gen.UInt.Sample(seed => Check(RandomArchitectures.Create(seed).Lower(new Size(33, 38)).Deployed()), iter: 15, threads: 1);

    [Fact]
    public void Folded_graphs_predict_the_same() => Gen.UInt.Sample(
        seed =>
        {
            using var scope = torch.NewDisposeScope();
            var graph = RandomArchitectures.Create(seed).Lower(new Size(40, 40)).Deployed();
            using var store = TestNetworks.RandomStore(graph);
            var folded = BatchNormFolding.Fold(graph, store.ToWeightSet());
            using var foldedStore = new ParameterStore(folded.Graph, folded.Weights, torch.CPU);
            var images = TestNetworks.RandomImages(graph, batch: 2);
            AssertClose(new GraphModule(graph, store).Predict(images).data<float>().Select(v => (double)v), new GraphModule(folded.Graph, foldedStore).Predict(images));
        },
        iter: 50, threads: 1);

    private static void Check(Graph graph)
    {
        using var scope = torch.NewDisposeScope();
        using var store = TestNetworks.RandomStore(graph);
        var image = TestNetworks.RandomImages(graph, batch: 1);
        AssertClose(ReferenceInterpreter.Run(graph, store.ToWeightSet(), image.data<float>().ToArray()), new GraphModule(graph, store).Predict(image));
    }

    private static void AssertClose(IEnumerable<double> expected, Tensor actual)
    {
        double[] wanted = [.. expected];
        var got = actual.data<float>().ToArray();
        Assert.Equal(wanted.Length, got.Length);
        var tolerance = 1e-4 * (1 + wanted.Max(Math.Abs));
        for (var i = 0; i < wanted.Length; i++) Assert.True(Math.Abs(wanted[i] - got[i]) <= tolerance, $"element {i} is {got[i]}, not {wanted[i]}");
    }
}
