using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Tests.Fusions;

public sealed class FusionTests
{
    // Closed forms of survey section 5.2 at width 8 and area a; the projection of concat is not counted in.
    public static TheoryData<string, int, long, long> Costs => new()
    {
        { "add", 3, 0, 0 },
        { "mul", 3, 0, 0 },
        { "concat", 3, 0, 0 },
        { "wsum", 3, 3, 0 },
        { "addmul", 2, 9 * 64 + 16, 9 * 64 },
        { "ffm[r=4]", 2, 16 * 8 + 16 + 2 * 8 * 2, 16 * 8 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public void Cost_equals_the_closed_form(string fusion, int inputs, long parameters, long macsPerPosition)
    {
        foreach (var size in OddSizes.Images)
        {
            var graph = SmallArchitectures.WithFusion(fusion, inputs, 8, projects: fusion == "concat").Lower(size);
            var (realParameters, realMacs) = SmallArchitectures.CostOf(graph, "it/fuse/");
            Assert.Equal(parameters, realParameters);
            Assert.Equal(macsPerPosition * Scale.OfStride(2).Apply(size) switch { var s => (long)s.Height * s.Width } + (fusion == "ffm[r=4]" ? 2 * 8 * 2 : 0), realMacs);
        }
    }

    [Fact]
    public void Every_fusion_is_in_the_table() =>
        Assert.Equal(Vocabularies.Fusions.Names, Costs.Select(row => row.Data.Item1.Split('[')[0]).Order(StringComparer.Ordinal));

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
