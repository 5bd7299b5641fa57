using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureCostTests
{
    private static readonly NasFuse.Core.Graphs.Size s_size = new(97, 65);

    [Fact]
    public void Nodes_add_up_to_the_whole() => RandomArchitectures.Gen.Sample(architecture =>
    {
        var cost = ArchitectureCost.Of(architecture, s_size);
        Assert.Equal(cost.Total, GraphCost.Of(architecture.Lower(s_size).Deployed()));
        Assert.Equal(cost.Total.Parameters, cost.Nodes.Sum(node => node.Parameters));
        Assert.Equal(cost.Total.Macs, cost.Nodes.Sum(node => node.Macs));
        Assert.Equal(new TensorShape(architecture.Classes, s_size.Height, s_size.Width), cost.Nodes[^1].Shape);
    }, iter: 100);

    [Fact]
    public void Training_only_heads_cost_nothing()
    {
        var cost = ArchitectureCost.Of(ArchitectureText.Parse("a: 1/2 x8 = conv(s=2) <- image\nh: 1/2 x3 = conv <- a #aux=0.4\nout: 1/1 x3 = conv(k=1) <- a>up\n"), s_size);
        Assert.Equal([true, false, true], cost.Nodes.Select(node => node.IsDeployed));
        Assert.Equal((0, 0), (cost.Nodes[1].Parameters, cost.Nodes[1].Macs));
    }

    [Fact]
    public void Shared_weights_count_where_they_belong()
    {
        var cost = ArchitectureCost.Of(ArchitectureText.Parse("a: 1/2 x8 = conv(s=2) <- image\nb: 1/2 x8 = conv <- a\nc: 1/2 x8 = conv <- b #share=b\nout: 1/1 x3 = conv(k=1) <- c>up\n"), s_size);
        Assert.Equal([true, false], cost.Nodes.Skip(1).Take(2).Select(node => node.Parameters > 0));
        Assert.Equal(cost.Nodes[1].Macs, cost.Nodes[2].Macs);
        Assert.Equal(cost.Total.Parameters, cost.Nodes.Sum(node => node.Parameters));
    }
}
