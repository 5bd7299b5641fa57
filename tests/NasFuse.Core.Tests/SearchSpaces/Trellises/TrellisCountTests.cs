using System.Numerics;
using NasFuse.Core.Configuration;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.Trellises;

namespace NasFuse.Core.Tests.SearchSpaces.Trellises;

/// <summary>Published numbers, and the count against what full enumeration finds.</summary>
public sealed class TrellisCountTests
{
    public static TheoryData<string> Cases => [.. Examples.Keys];

    private static readonly TrellisOptions Tiny = TrellisExamples.Tiny;

    private static readonly Dictionary<string, TrellisOptions> Examples = new()
    {
        ["two strides, three layers"] = Tiny,
        ["one layer"] = Tiny with { Layers = 1, Operators = ["dwsep(k=3)", "conv(k=3)", "id"] },
        ["two layers"] = Tiny with { Layers = 2 },
        ["four layers"] = Tiny with { Layers = 4, Strides = [4, 8, 16], Operators = ["id"] },
        ["five layers, one operator"] = Tiny with { Layers = 5, Strides = [4, 8, 16], Operators = ["dwsep(k=3)"] },
        ["one stride"] = Tiny with { Strides = [4], Layers = 2 },
        ["two blocks"] = Tiny with { Layers = 2, Blocks = 2 },
        ["three blocks, one operator"] = Tiny with { Layers = 1, Blocks = 3, Operators = ["ap(k=3,s=1)"] },
        ["none"] = Tiny with { Layers = 2, Operators = ["dwsep(k=3)", "none"] },
        ["none and skip"] = Tiny with { Layers = 2, Operators = ["dwsep(k=3)", "id", "none"] },
        ["none and skip, two blocks"] = Tiny with { Layers = 1, Blocks = 2, Operators = ["conv(k=3)", "id", "none"] },
        ["none and skip only, three blocks"] = Tiny with { Layers = 1, Blocks = 3, Operators = ["id", "none"] },
        ["filters and heads"] = Tiny with
        {
            Layers = 2, Filters = [4, 6], Operators = ["dwsep(k=3)"], Head = new() { Operators = ["aspp(rates=2|4)", "conv(k=3)", "conv(k=1)"], Widths = [8, 16] },
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Count_is_the_number_of_distinct_ids(string name)
    {
        var space = TrellisExamples.Create(Examples[name]);
        var count = space.Count();
        Assert.True(count.IsExact);
        Assert.Equal(space.DistinctArchitectures(), count.AtMost);
    }

    [Fact]
    public void The_shipped_space_has_the_published_paths_and_cells()
    {
        var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "autodeeplab")).Create(11);
        Assert.Equal(28_657, space.Part("paths"));
        Assert.Equal(BigInteger.Pow(720, 2) * BigInteger.Pow(8, 10), space.Part("cell genotypes with ordered parts"));
        Assert.Equal("5.57e14", $"{space.Part("cell genotypes with ordered parts"):0.00e0}");
        Assert.Equal("1.60e19", $"{space.Part("paths times cell genotypes"):0.00e0}");
        Assert.True(space.Count().AtMost < space.Part("paths times cell genotypes"));
    }

    [Fact]
    public void Every_path_is_equally_likely()
    {
        // 34 paths of 5 layers over 4 rows; chi-square with 33 degrees of freedom exceeds 63.9 once in a thousand times.
        var space = TrellisExamples.Create(Tiny with { Strides = [4, 8, 16, 32], Layers = 5, Operators = ["dwsep(k=3)"] });
        var paths = (int)space.Part("paths");
        const int Samples = 20_000;
        var random = new Random(1);
        var counts = Enumerable.Range(0, Samples).CountBy(_ => Path(space.Sample(random).Assignment)).ToDictionary();
        Assert.Equal(34, paths);
        Assert.Equal(paths, counts.Count);
        var expected = (double)Samples / paths;
        Assert.InRange(counts.Values.Sum(count => (count - expected) * (count - expected) / expected), 0, 63.9);

        static string Path(Assignment assignment) => string.Join(',', Enumerable.Range(2, 4).Select(layer => assignment.Labels[$"path/L{layer}"]));
    }
}
