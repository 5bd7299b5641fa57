using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class PathEncodingTests
{
    private const string Branches = """
        a: 1/2 x8 = conv(k=3,s=2) <- image
        b: 1/2 x8 = conv(k=1) <- a
        c: 1/2 x8 = dwsep(k=3) <- a
        d: 1/2 x8 = conv(k=1) <- add{b; c}
        out: 1/1 x3 = conv(k=1) <- d>up
        """;

    [Fact]
    public void Every_way_to_the_logits_is_a_path()
    {
        var paths = Of(Branches);
        Assert.Equal(2, paths.Ordered.Length);
        Assert.Equal(2, paths.Unordered.Length);
    }

    [Fact]
    public void Names_and_line_order_do_not_matter()
    {
        var renamed = """
            one: 1/2 x8 = conv(k=3,s=2) <- image
            two: 1/2 x8 = dwsep(k=3) <- one
            three: 1/2 x8 = conv(k=1) <- one
            four: 1/2 x8 = conv(k=1) <- add{three; two}
            out: 1/1 x3 = conv(k=1) <- four>up
            """;
        Assert.Equal(Of(Branches).Ordered, Of(renamed).Ordered);
        Assert.Equal(Of(Branches).Unordered, Of(renamed).Unordered);
    }

    [Fact]
    public void The_order_of_operators_matters_to_ordered_paths_only()
    {
        var (first, second) = (Of(Chain("conv(k=1)", "dwsep(k=3)")), Of(Chain("dwsep(k=3)", "conv(k=1)")));
        Assert.NotEqual(first.Ordered, second.Ordered);
        Assert.Equal(first.Unordered, second.Unordered);
    }

    [Fact]
    public void Equal_paths_count_as_often_as_they_are_there()
    {
        var twice = Of(Branches.Replace("dwsep(k=3)", "conv(k=1)", StringComparison.Ordinal));
        Assert.Equal(2, twice.Ordered.Distinct().Count());
        var index = new PathIndex();
        index.Add(twice.Ordered);
        index.Add(twice.Ordered[..1]);
        var distances = new double[2];
        index.Distances(twice.Ordered, distances);
        Assert.Equal([0, 0.5], distances);
    }

    [Fact]
    public void Of_very_many_paths_the_same_few_are_kept()
    {
        var lines = new List<string> { "n0: 1/2 x8 = conv(k=3,s=2) <- image" };
        for (var i = 0; i < 12; i++)
            lines.AddRange([$"a{i}: 1/2 x8 = conv(k=1) <- n{i}", $"b{i}: 1/2 x8 = conv(k=3) <- n{i}", $"n{i + 1}: 1/2 x8 = id <- add{{a{i}; b{i}}}"]);
        lines.Add("out: 1/1 x3 = conv(k=1) <- n12>up");
        var paths = Of(string.Join('\n', lines));
        Assert.Equal(PathEncoding.Limit, paths.Ordered.Length);
        Assert.Equal(paths.Ordered, Of(string.Join('\n', lines)).Ordered);
    }

    private static string Chain(string first, string second) => $"""
        a: 1/2 x8 = conv(k=3,s=2) <- image
        b: 1/2 x8 = {first} <- a
        c: 1/2 x8 = {second} <- b
        out: 1/1 x3 = conv(k=1) <- c>up
        """;

    private static PathEncoding Of(string text) => PathEncoding.Of(ArchitectureText.Parse(text));
}
