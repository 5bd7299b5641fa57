using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.TestKit.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>What a graph declares is what really happens: shapes, parameters and MACs, the latter counted from the tensors that meet at run time.</summary>
public sealed class DeclaredCountTests
{
    public static TheoryData<string> Primitives => [.. PrimitiveCases.Names];

    [Theory, MemberData(nameof(Primitives))]
    public void Hold_for_each_primitive(string name) => Check(PrimitiveCases.Create(name, new Size(11, 14)));

    [Fact]
    public void Hold_for_random_graphs() => Gen.UInt.Sample(seed => Check(RandomGraphs.Create(seed)), iter: 300, threads: 1);

    [Fact]
    public void Hold_for_random_architectures() =>
        Gen.UInt.Select(Gen.Int[33, 70], Gen.Int[33, 70]).Sample(
            (seed, height, width) => Check(RandomArchitectures.Create(seed).Lower(new Size(height, width))), iter: 200, threads: 1);

    private static void Check(Graph graph)
    {
        using var scope = torch.NewDisposeScope();
        var deployed = graph.Deployed();
        using var store = TestNetworks.RandomStore(deployed);
        var macs = 0L;
        var module = new GraphModule(deployed, store)
        {
            Observer = (node, inputs, output) =>
            {
                Assert.Equal([2, node.Shape.Channels, node.Shape.Height, node.Shape.Width], Broadcast(output.shape));
                macs += CountMacs(node, inputs, output, store);
            },
        };
        using var logits = module.Predict(TestNetworks.RandomImages(deployed, batch: 2));

        var cost = GraphCost.Of(deployed);
        Assert.Equal(cost.Macs, macs);
        Assert.Equal(cost.Parameters, RealParameters(deployed, store));
        Assert.Equal(cost.Parameters, store.Layout.TrainableCount);
        Assert.Equal([2, deployed.OutputShape.Channels, deployed.OutputShape.Height, deployed.OutputShape.Width], Broadcast(logits.shape));
    }

    /// <summary>Learned constants have a batch of one that broadcasts.</summary>
    private static long[] Broadcast(long[] shape) => [2, .. shape.Skip(1)];

    /// <summary>Each weight of a convolution meets every position of the smaller map once, each value of a product the length of what it is summed over.</summary>
    private static long CountMacs(GraphNode node, Tensor[] inputs, Tensor output, ParameterStore store)
    {
        var perImage = output.numel() / output.shape[0];
        switch (node.Primitive)
        {
            case Convolution or PatchEmbedding:
                Assert.Equal(0, inputs[0].shape[1] % Weight().shape[1]);
                Assert.Equal(Weight().shape[0], output.shape[1]);
                return Weight().numel() * output.shape[2] * output.shape[3];
            case TransposedConvolution:
                Assert.Equal([inputs[0].shape[1], output.shape[1]], Weight().shape[..2]);
                return Weight().numel() * inputs[0].shape[2] * inputs[0].shape[3];
            case Linear: return Weight().numel() * output.shape[1] * output.shape[2];
            case MatrixProduct: return perImage * inputs[0].shape[3];
            case WindowSum: return perImage * inputs[0].shape[1];
            default: return 0;
        }

        Tensor Weight() => store[node.ParameterScope + "/weight"];
    }

    private static long RealParameters(Graph graph, ParameterStore store) =>
        graph.Nodes.SelectMany(node => node.Parameters.Select(node.ParameterName)).Distinct().Select(name => store[name]).Where(value => value.requires_grad).Sum(value => value.numel());
}
