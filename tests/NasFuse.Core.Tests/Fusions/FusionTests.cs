using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Tests.Fusions;

public sealed class FusionTests
{
    // Closed forms of survey section 5.2 at width 8: parameters, MACs per position, MACs per image; the projection of concat is not counted in.
    public static TheoryData<string, int, long, long, long> Costs => new()
    {
        { "add", 3, 0, 0, 0 },
        { "mul", 3, 0, 0, 0 },
        { "max", 3, 0, 0, 0 },
        { "concat", 3, 0, 0, 0 },
        { "wsum", 3, 3, 0, 0 },
        { "addmul", 2, 9 * 64 + 16, 9 * 64, 0 },
        { "gff", 4, 0, 0, 0 },
        { "blend", 3, 0, 0, 0 },
        { "ffm[r=4]", 2, 16 * 8 + 16 + 2 * 8 * 2, 16 * 8, 2 * 8 * 2 },
        { "cff", 2, 9 * 64 + 64 + 32, 9 * 64 + 64, 0 },
        { "ocr", 2, 2 * (32 + 8 + 16 + 8) + (32 + 8) + (32 + 16) + (2 * 64 + 16), 32 + 16 + 32 + 2 * 64 + 8 * 8 + 2 * 4 * 8, (2 * 32 + 16) * 8 },
        { "afnb[key=4,bins=1|3]", 2, 2 * (32 + 8) + (32 + 4) + (32 + 8) + (2 * 64 + 16), 4 * 32 + 2 * 64 + 2 * 4 * 10, 0 },
        { "gate", 3, 3 * 8 + 3, 0, 3 * 8 },
        { "select[k=2]", 3, 3 * 8 + 3, 0, 3 * 8 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public void Cost_equals_the_closed_form(string fusion, int inputs, long parameters, long macsPerPosition, long macsPerImage)
    {
        foreach (var size in OddSizes.Images)
        {
            var graph = SmallArchitectures.WithFusion(fusion, inputs, 8, projects: fusion == "concat").Lower(size);
            var (realParameters, realMacs) = SmallArchitectures.CostOf(graph, "it/fuse/");
            var area = Scale.OfStride(2).Apply(size) switch { var s => (long)s.Height * s.Width };
            Assert.Equal(parameters, realParameters);
            Assert.Equal(macsPerPosition * area + macsPerImage, realMacs);
        }
    }

    [Fact]
    public void Unpooling_enlarges_by_two_at_any_size_and_costs_nothing()
    {
        var architecture = ArchitectureText.Parse(
            """
            e: 1/2 x8 = conv(s=2) <- image
            p: 1/4 x8 = mp <- e
            u: 1/2 x8 = id <- unpool{p; p.i}
            out: 1/1 x3 = conv(k=1) <- u>up
            """);
        foreach (var size in OddSizes.Images)
        {
            var graph = architecture.Lower(size);
            Assert.Equal((0, 0), SmallArchitectures.CostOf(graph, "u/"));
            Assert.Equal(Scale.OfStride(2).Apply(size), graph.Nodes.Single(node => node.Primitive is Unpooling).Shape.Size);
        }
        Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
    }

    [Fact]
    public void Every_fusion_is_in_the_table() =>
        Assert.Equal(Vocabularies.Fusions.Names, Costs.Select(row => row.Data.Item1.Split('[')[0]).Append("unpool").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("add", true)]
    [InlineData("wsum", true)]
    [InlineData("concat", false)]
    [InlineData("ffm", false)]
    public void Operand_order_matters_only_where_it_does(string fusion, bool commutative)
    {
        Assert.Equal(commutative, ArchitectureId.Of(Fused("a; b")) == ArchitectureId.Of(Fused("b; a")));

        Architecture Fused(string operands) => ArchitectureText.Parse(
            $$"""
            a: 1/2 x8 = conv(k=3,s=2) <- image
            b: 1/2 x8 = conv(k=5,s=2) <- image
            f: 1/2 x8 = conv <- {{fusion}}{ {{operands}} }
            out: 1/1 x3 = conv(k=1) <- f>up
            """);
    }
}
