using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces.DenseGrids;

namespace NasFuse.Core.Tests.SearchSpaces.DenseGrids;

/// <summary>What the fusion survey computes for DCNAS (§8.3 of its analysis), and the count against full enumeration.</summary>
public sealed class DenseGridCountTests
{
    private static readonly DenseGridOptions Tiny = DenseGridExamples.Tiny;

    private static readonly Dictionary<string, DenseGridOptions> Small = new()
    {
        ["two layers, two strides"] = Tiny,
        ["two operators"] = Tiny with { Operators = ["conv(k=3)", "dwsep(k=3)"] },
        ["one stride, four layers"] = Tiny with { Strides = Tiny.Strides[..1], Layers = 4, MaxInputs = 3 },
        ["variants"] = Tiny with { UpVariants = ["c1>up", "up>c1"], DownVariants = ["c1>dn", "s3"], MaxInputs = 1 },
        ["no reach"] = Tiny with { Reach = 0, Layers = 4 },
        ["three layers, in-degree one"] = Tiny with { Layers = 3, MaxInputs = 1 },
        ["head fusions"] = Tiny with { Head = new() { Widths = [16, 24], Fusions = ["wsum", "concat"] } },
    };

    public static TheoryData<string> Cases => [.. Small.Keys];

    [Theory]
    [InlineData(1, 115.8)]
    [InlineData(2, 173.0)]
    [InlineData(3, 219.3)]
    [InlineData(4, 258.3)]
    public void The_grid_of_DCNAS_has_the_published_numbers(int maxInputs, double digits)
    {
        var count = DenseGridExamples.Create(DenseGridExamples.Dcnas with { MaxInputs = maxInputs }).Count();
        Assert.Equal(new BigInteger(1512), count.Parts.Single(part => part.Name == "edges of the full grid").Number);
        Assert.Equal(digits, BigInteger.Log10(count.Parts.Single(part => part.Name == "assignments").Number), 0.05);
        Assert.False(count.IsExact);
        Assert.True(count.AtLeast > BigInteger.Pow(10, 50) && count.AtLeast < count.AtMost);
        Assert.True(count.AtMost < count.Parts[1].Number, "a module cannot read places where none stands");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_small_grid_is_counted_exactly_and_its_bounds_hold(string name)
    {
        var space = DenseGridExamples.Create(Small[name]);
        var proposals = space.Enumerate().ToArray();
        var distinct = proposals.Select(proposal => ArchitectureId.Of(proposal.Architecture)).Distinct().Count();
        var count = space.Count();
        Assert.Equal((distinct, true), ((int)count.AtMost, count.IsExact));
        var bounds = space.Bounds();
        Assert.InRange(distinct, (int)bounds.AtLeast, (int)bounds.AtMost);
        Assert.Equal(proposals.Length, proposals.Select(proposal => string.Join(' ', proposal.Assignment.Labels)).Distinct().Count());
        Assert.True(bounds.AtMost >= proposals.Length);
        if (Small[name].Head.Fusions.Length == 1) Assert.Equal(proposals.Length, (int)bounds.AtMost);
    }

    [Fact]
    public void Rows_that_are_told_apart_count_like_rows_that_are_not()
    {
        var alike = DenseGridExamples.Create(Tiny with { Layers = 5, MaxInputs = 3 }).Bounds();
        var apart = DenseGridExamples.Create(Tiny with { Layers = 5, MaxInputs = 3, UpVariants = ["c1>up", "up>c1"] }).Bounds();
        Assert.True(alike.AtMost < apart.AtMost && alike.AtLeast < apart.AtLeast);
        Assert.True(apart.AtMost < alike.AtMost * BigInteger.Pow(2, 10));
    }
}
