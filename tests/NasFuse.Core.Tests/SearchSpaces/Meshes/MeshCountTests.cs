using System.Numerics;
using NasFuse.Core.SearchSpaces.Meshes;

namespace NasFuse.Core.Tests.SearchSpaces.Meshes;

/// <summary>Closed forms, and the count against what full enumeration finds.</summary>
public sealed class MeshCountTests
{
    public static TheoryData<string> Cases => [.. Examples.Keys];

    private static readonly MeshOptions Tiny = MeshExamples.Tiny;

    private static readonly Dictionary<string, MeshOptions> Examples = new()
    {
        ["two branches, one unit"] = Tiny,
        ["one to three units"] = Tiny with { Stages = [new() { Branches = 2, Units = [1, 3] }] },
        ["two stages"] = Tiny with { Stages = [new() { Branches = 2, Units = [1, 2] }, new() { Branches = 3, Units = [1] }] },
        ["three branches at once"] = Tiny with { Stages = [new() { Branches = 3, Units = [1] }], Fusions = ["add", "wsum"] },
        ["variants"] = Tiny with { UpVariants = ["c1n>up", "c1n>nn"], DownVariants = ["s3", "c1n>mp", "dn>c1n"], Fusions = ["add", "wsum", "max"] },
        ["operators and widths"] = Tiny with { Operators = ["res", "conv(k=3)", "relu"], Widths = [4, 6], Head = new() { Fusions = ["concat", "add", "ffm[r=2]"] } },
        ["nothing behind the exchange"] = Tiny with { Stages = [new() { Branches = 2, Units = [1, 2] }], ExchangeOperator = "id", Fusions = ["add", "mul"] },
        ["concatenation, brought back"] = Tiny with { ExchangeOperator = "conv(k=1)", Fusions = ["add", "concat"], Operators = ["conv(k=1)", "res"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Count_is_the_number_of_distinct_ids(string name)
    {
        var space = MeshExamples.Create(Examples[name]);
        var count = space.Count();
        Assert.True(count.IsExact);
        Assert.Equal(space.DistinctArchitectures(), count.AtMost);
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(5, 4, 1)]
    [InlineData(8, 4, 2)]
    [InlineData(3, 3, 3)]
    public void Optional_edges_with_transforms_multiply(int units, int branches, int transforms)
    {
        string[] ups = ["c1n>up", "c1n>nn", "up>c1n"], downs = ["s3", "c1n>mp", "dn>c1n"];
        var space = MeshExamples.Create(Tiny with
        {
            Stages = [new() { Branches = branches, Units = [units] }], UpVariants = [.. ups.Take(transforms)], DownVariants = [.. downs.Take(transforms)],
        });
        Assert.Equal(BigInteger.Pow(transforms + 1, units * branches * (branches - 1)), space.Count().AtMost);
    }
}
