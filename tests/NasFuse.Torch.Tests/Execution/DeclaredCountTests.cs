using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>What a graph declares is what really happens: shapes, parameters and MACs, the latter counted from the tensors that meet at run time.</summary>
public sealed class DeclaredCountTests
{
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
                if (node.Primitive is Convolution) macs += CountMacs(inputs[0], store[node.ParameterScope + "/weight"], output);
            },
        };
        using var logits = module.Predict(TestNetworks.RandomImages(deployed, batch: 2));

        var cost = GraphCost.Of(deployed);
        Assert.Equal(cost.Macs, macs);
        Assert.Equal(cost.Parameters, RealParameters(deployed, store));
        Assert.Equal(cost.Parameters, store.Layout.TrainableCount);
        Assert.Equal([2, deployed.OutputShape.Channels, deployed.InputShape.Height, deployed.InputShape.Width], logits.shape);
    }

    /// <summary>Learned constants have a batch of one that broadcasts.</summary>
    private static long[] Broadcast(long[] shape) => [2, .. shape.Skip(1)];

    private static long CountMacs(Tensor input, Tensor weight, Tensor output)
    {
        Assert.Equal(0, input.shape[1] % weight.shape[1]);
        Assert.Equal(weight.shape[0], output.shape[1]);
        return weight.numel() * output.shape[2] * output.shape[3];
    }

    private static long RealParameters(Graph graph, ParameterStore store) =>
        graph.Nodes.SelectMany(node => node.Parameters.Select(node.ParameterName)).Distinct().Select(name => store[name]).Where(value => value.requires_grad).Sum(value => value.numel());
}
