using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Tests.Operators;

public sealed class DropoutTests : OperatorConformance<Dropout>
{
    protected override IEnumerable<CostCase> Cases => [new("drop", 8, 8, 0, (i, a) => 0), new("drop(p=50)", 8, 8, 0, (i, a) => 0)];

    [Fact]
    public void The_deployed_graph_reads_past_it()
    {
        var with = SmallArchitectures.WithOperator("drop", 8, 8, 1).Lower(new(45, 60));
        var without = SmallArchitectures.WithOperator("id", 8, 8, 1).Lower(new(45, 60));
        Assert.Single(with.Nodes, node => node.Primitive is ChannelDropout);
        Assert.Equal(without.Nodes.Select(Essence), with.Deployed().Nodes.Select(Essence));
        Assert.Equal(GraphCost.Of(without), GraphCost.Of(with.Deployed()));

        static (int, string, Primitive, string) Essence(GraphNode node) => (node.Index, node.ParameterScope, node.Primitive, string.Join(' ', node.Inputs));
    }

    [Fact]
    public void A_graph_that_ends_in_it_or_is_nothing_else_is_deployed_too()
    {
        var builder = new GraphBuilder(new(4, 5));
        var twice = builder.Emit(new ChannelDropout(20), "drop", builder.Emit(new ChannelDropout(10), "drop", builder.Image));
        var deployed = builder.Build(twice).Deployed();
        Assert.Equal((0, 1), (deployed.Output, deployed.Nodes.Length));
    }

    [Theory]
    [InlineData("drop(p=0)")]
    [InlineData("drop(p=91)")]
    public void Dropping_nothing_or_nearly_everything_is_refused(string operation) =>
        Assert.Contains("must be 1..90", Assert.Throws<UserErrorException>(() => SmallArchitectures.WithOperator(operation, 8, 8, 1)).Message, StringComparison.Ordinal);
}
