using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Tests.Alignments;

public sealed class AlignStepTests
{
    // From 8 channels at 1/4 to 12 at the target; closed forms of survey section 5.1.
    public static TheoryData<string, int, long> Parameters => new()
    {
        { "c1>up", 2, 8 * 12 + 24 },
        { "up>c1n", 2, 8 * 12 + 24 },
        { "c1b>nn", 2, 8 * 12 + 12 },
        { "c3d2n", 4, 9 * 8 * 12 + 24 },
        { "c1>dn", 8, 8 * 12 + 24 },
        { "mp>c1", 16, 8 * 12 + 24 },
        { "s3", 8, 9 * 8 * 12 + 24 },
        { "s3", 32, 2 * (9 * 64 + 16) + 9 * 8 * 12 + 24 },
        { "c3s2", 8, 9 * 8 * 12 + 24 },
        { "gap>c1:12>up", 4, 8 * 12 + 24 },
        { "c1>upac", 2, 8 * 12 + 24 },
        { "c1>dnac", 8, 8 * 12 + 24 },
        { "crop>c1", 8, 8 * 12 + 24 },
        { "l2>c1", 4, 8 + 8 * 12 + 24 },
        { "mulc:0.25>c1n>relu", 4, 8 * 12 + 24 },
        { "c1b>sig", 4, 8 * 12 + 12 },
        { "c1b>softmax", 4, 8 * 12 + 12 },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Edges_arrive_at_the_target_and_cost_the_closed_form(string steps, int stride, long parameters)
    {
        var architecture = Edge(steps, stride);
        foreach (var size in OddSizes.Images)
        {
            var graph = architecture.Lower(size);
            Assert.Equal(parameters, SmallArchitectures.CostOf(graph, "t/in0/").Parameters);
            var end = graph.Nodes.Last(node => node.Name.StartsWith("t/in0/", StringComparison.Ordinal));
            Assert.Equal(Scale.OfStride(stride).Apply(size), end.Shape.Size);
        }
        Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
    }

    [Fact]
    public void Every_step_is_in_the_table()
    {
        var used = Parameters.SelectMany(row => row.Data.Item1.Split('>')).Select(NameOf).Append("gate").ToHashSet();
        Assert.All(Vocabularies.AlignSteps.Names, name => Assert.Contains(name, used));

        static string NameOf(string step) => Vocabularies.AlignSteps.NameOf(Vocabularies.AlignSteps.Create(step, [], (_, message) => Assert.Fail(message))!);
    }

    [Fact]
    public void A_gate_weighs_by_the_source_it_comes_from()
    {
        var architecture = Gated("gate:1>c1>up");
        var graph = architecture.Lower(new(97, 33));
        var product = Assert.Single(graph.Nodes, node => node.Name == "t/in0/mul");
        Assert.Equal(new TensorShape(1, 1, 1), graph.Nodes[product.Inputs[1]].Shape);
        Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
    }

    [Theory]
    [InlineData("gate:3>c1>up", "the source has the gates 0..2")]
    [InlineData("c1>up>gate:16", "must be 0..15 but was 16")]
    public void A_gate_that_is_not_there_is_refused(string steps, string message) =>
        Assert.Contains(message, Assert.Single(Assert.Throws<UserErrorException>(() => Gated(steps)).Diagnostics).Message);

    private static Architecture Gated(string steps) => ArchitectureText.Parse(
        $"""
        a: 1/2 x8 = conv(k=3,s=2) <- image
        d: 1/2 x8 = drcell(gates=3) <- a
        t: 1/1 x12 = id <- d>{steps}
        out: 1/1 x3 = conv(k=1) <- t
        """);

    [Theory]
    [InlineData("c1>up", 8)]
    [InlineData("c1>dn", 2)]
    [InlineData("mp>c1", 2)]
    [InlineData("c1", 8)]
    public void Steps_that_cannot_arrive_are_refused_with_a_place(string steps, int stride)
    {
        var error = Assert.Single(Assert.Throws<UserErrorException>(() => Edge(steps, stride)).Diagnostics);
        Assert.Equal(3, error.Place.Line);
        Assert.True(error.Place.Column > 1);
    }

    [Fact]
    public void Parameters_do_not_depend_on_the_size_even_when_maps_shrink_to_a_point()
    {
        var architecture = Edge("s3", 32);
        Assert.Equal(GraphCost.Of(architecture.Lower(new(512, 512))).Parameters, GraphCost.Of(architecture.Lower(new(16, 16))).Parameters);
    }

    private static Architecture Edge(string steps, int stride) => ArchitectureText.Parse(
        $"""
        a: 1/2 x8 = conv(k=3,s=2) <- image
        b: 1/4 x8 = conv(k=3,s=2) <- a
        t: 1/{stride} x12 = id <- b>{steps}
        out: 1/1 x3 = conv(k=1) <- t>up
        """);
}
