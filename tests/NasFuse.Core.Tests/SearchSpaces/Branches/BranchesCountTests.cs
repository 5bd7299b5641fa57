using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces.Branches;

namespace NasFuse.Core.Tests.SearchSpaces.Branches;

/// <summary>Published numbers, and the count against what full enumeration finds.</summary>
public sealed class BranchesCountTests
{
    public static TheoryData<string> Cases => [.. Examples.Keys];

    private static readonly BranchesOptions Tiny = BranchesExamples.Tiny;
    private static readonly BranchOperatorOptions Conv = Tiny.Operators[0];
    private static readonly BranchOperatorOptions Zoom = new() { Keep = "zoom", Down = "zoom(s=2)" };

    private static readonly Dictionary<string, BranchesOptions> Examples = new()
    {
        ["one branch that stays"] = Tiny with { Branches = ["8"], Operators = [Conv, Zoom] },
        ["one branch that steps down twice"] = Tiny with { Branches = ["32"], Layers = 4, Operators = [Conv, Zoom] },
        ["one branch with widths"] = Tiny with { Branches = ["16"], Layers = 4, Strides = [Tiny.Strides[0] with { Widths = [8, 12] }, Tiny.Strides[1] with { Widths = [10, 12, 14] }, Tiny.Strides[2]] },
        ["one branch, reductions"] = Tiny with { Branches = ["32"], Layers = 4, Reductions = ["fr", "conv(k=3,s=2)"] },
        ["one branch, no skips"] = Tiny with { Branches = ["32"], Layers = 5, Skips = false, Operators = [Conv, Zoom] },
        ["three sets of one branch"] = Tiny with { Branches = ["32", "16", "8"], Layers = 4 },
        ["two branches"] = Tiny with { Layers = 4 },
        ["two branches, operators and reductions"] = Tiny with { Branches = ["16+8"], Layers = 3, Operators = [Conv, Zoom], Reductions = ["fr", "conv(k=3,s=2)"] },
        ["two branches, widths"] = Tiny with { Branches = ["32+8"], Layers = 3, Strides = [Tiny.Strides[0] with { Widths = [8, 12] }, Tiny.Strides[1] with { Widths = [10, 12] }, Tiny.Strides[2]] },
        ["two branches, no skips"] = Tiny with { Layers = 4, Skips = false, Operators = [Conv, Zoom] },
        ["three branches"] = Tiny with { Branches = ["32+16+8"] },
        ["sets of branches"] = Tiny with { Branches = ["32+16", "16+8", "8"] },
        ["auxiliary heads"] = Tiny with { AuxiliaryWeight = 0.4 },
        ["two branches, between bounds"] = Tiny with { Layers = 4, Operators = [Conv, Zoom] },
        ["three branches, between bounds"] = Tiny with { Branches = ["32+16+8"], Layers = 4 },
        ["a searched head, between bounds"] = Tiny with { Branches = ["16"], Layers = 2, Skips = false, Fusion = BranchesExamples.Fusion with { Steps = 3, MaxInputs = 3 } },
        ["a searched head on two branches, between bounds"] = Tiny with { Branches = ["32+8"], Layers = 3, Fusion = BranchesExamples.Fusion with { Widths = [8, 12] } },
        ["a searched head on one branch"] = Tiny with { Branches = ["16"], Layers = 2, Fusion = BranchesExamples.Fusion with { Fusions = ["add", "concat"], Widths = [8, 12] } },
        ["a searched head of two steps"] = Tiny with { Branches = ["16"], Layers = 2, Skips = false, Fusion = BranchesExamples.Fusion with { Steps = 2, MaxInputs = 3 } },
        ["a searched head on two branches"] = Tiny with { Branches = ["16+8"], Layers = 2, Fusion = BranchesExamples.Fusion with { UpVariants = ["c1>up", "up>c1"], Reach = 1 } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Count_holds_what_enumeration_finds(string name)
    {
        var space = BranchesExamples.Create(Examples[name]);
        var (distinct, count) = (space.DistinctArchitectures(), space.Count());
        TestContext.Current.TestOutputHelper!.WriteLine("{0}: {1} in {2}..{3}", name, distinct, count.AtLeast, count.AtMost);
        Assert.InRange(distinct, count.AtLeast, count.AtMost);
        Assert.Equal(!name.EndsWith("between bounds", StringComparison.Ordinal), count.IsExact);
    }

    [Theory]
    [InlineData("32+16", "4.77e44")]
    [InlineData("32+8", "6.31e43")]
    [InlineData("16+8", "4.52e42")]
    public void Two_branches_that_share_places_have_the_published_number_of_tables(string branches, string published)
    {
        var space = BranchesExamples.Create(BranchesExamples.Published with { Branches = [branches] });
        Assert.Equal(published, $"{space.Part($"operator and width tables of the branches {branches}"):0.00e0}");
    }

    [Theory]
    [InlineData("8", 1, "4.66e21")]
    [InlineData("16", 15, "6.98e22")]
    [InlineData("32", 105, "4.89e23")]
    public void One_branch_has_as_many_ways_as_there_are_monotone_paths(string branches, int paths, string tables)
    {
        var space = BranchesExamples.Create(BranchesExamples.Published with { Branches = [branches] });
        Assert.Equal(paths, space.Part($"ways of the branches {branches}"));
        Assert.Equal(tables, $"{space.Part($"operator and width tables of the branches {branches}"):0.00e0}");
        Assert.True(space.Count().IsExact);
    }

    [Fact]
    public void Every_way_is_equally_likely()
    {
        // 15 ways of a branch that steps down twice within 7 layers; chi-square with 14 degrees of freedom exceeds 36.1 once in a thousand times.
        var space = BranchesExamples.Create(Tiny with { Branches = ["32"], Layers = 7 });
        const int Samples = 15_000;
        var random = new Random(1);
        var counts = Enumerable.Range(0, Samples).Select(_ => space.Sample(random).Assignment.Labels)
            .CountBy(labels => (labels["b32/down16"], labels.GetValueOrDefault("b32/down32"))).ToDictionary();
        Assert.Equal(15, counts.Count);
        var expected = Samples / 15.0;
        Assert.InRange(counts.Values.Sum(count => (count - expected) * (count - expected) / expected), 0, 36.1);
    }
}
