using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Differences;
using NasFuse.TestKit;

namespace NasFuse.Core.Tests.Differences;

public sealed class ArchitectureDifferenceTests
{
    private const string Before = """
        s2:  1/2 x8 = conv(k=3,s=2) <- image
        s4:  1/4 x8 = conv(k=3,s=2) <- s2
        s8:  1/8 x16 = conv(k=3,s=2) <- s4
        f4:  1/4 x8 = conv(k=3) <- add{s8>c1>up; s4}
        f2:  1/2 x8 = conv(k=3) <- add{f4>up; s2}
        out: 1/1 x3 = conv(k=1,bn=0,act=none) <- f2>up
        """;

    [Fact]
    public void Names_do_not_count() => RandomArchitectures.Gen.Sample(architecture =>
    {
        var difference = ArchitectureDifference.Of(architecture, Renamed(architecture));
        Assert.True(difference.IsEmpty, string.Join('\n', difference.Nodes.Where(node => node.Kind != ChangeKind.Same)));
    }, iter: 100, threads: 1);

    [Fact]
    public void Every_node_and_every_edge_of_both_is_accounted_for_once() =>
        Gen.Select(RandomArchitectures.Gen, RandomArchitectures.Gen).Sample((older, newer) =>
    {
        var changes = ArchitectureDifference.Of(older, newer).Nodes;
        Assert.Equal(older.Nodes.Select(node => node.Id).Order(), changes.Where(change => change.Older is not null).Select(change => change.Older!.Id).Order());
        Assert.Equal(newer.Nodes.Select(node => node.Id), changes.Where(change => change.Newer is not null).Select(change => change.Newer!.Id));
        foreach (var change in changes)
        {
            Assert.Equal(Enumerable.Range(0, change.Older?.Inputs.Length ?? 0), change.Edges.Select(edge => edge.OlderInput).OfType<int>().Order());
            Assert.Equal(Enumerable.Range(0, change.Newer?.Inputs.Length ?? 0), change.Edges.Select(edge => edge.NewerInput).OfType<int>().Order());
        }
    }, iter: 100, threads: 1);

    [Theory]
    [InlineData("f4:  1/4 x8 = conv(k=3)", "f4:  1/4 x8 = zoom", "operator conv → zoom")]
    [InlineData("f4:  1/4 x8 = conv(k=3)", "f4:  1/4 x24 = conv(k=3)", "width 8 → 24")]
    [InlineData("add{f4>up; s2}", "mul{f4>up; s2}", "fusion add → mul")]
    public void One_changed_thing_is_one_change(string old, string now, string aspect)
    {
        // Names of one space are generated: they may mean another node in the next architecture.
        var newer = Renamed(ArchitectureText.Parse(Before.Replace(old, now)
            .Replace("x24 = conv(k=3) <- add{s8>c1>up; s4}", "x24 = conv(k=3) <- add{s8>c1>up; s4>c1}")
            .Replace("{f4>up; s2}", now.Contains("x24") ? "{f4>c1>up; s2}" : "{f4>up; s2}")));
        var changed = ArchitectureDifference.Of(ArchitectureText.Parse(Before), newer).Nodes.Where(change => change.Aspects.Count > 0);
        Assert.Equal(aspect, Assert.Single(Assert.Single(changed).Aspects));
    }

    [Fact]
    public void A_node_in_between_is_added_and_the_rest_stays()
    {
        var newer = ArchitectureText.Parse(Before.Replace("f2:  1/2", "n:   1/4 x8 = res <- f4\nf2:  1/2").Replace("add{f4>up; s2}", "add{n>up; s2}"));
        var difference = ArchitectureDifference.Of(ArchitectureText.Parse(Before), newer);
        Assert.Equal("n", Assert.Single(difference.Nodes, change => change.Kind == ChangeKind.Added).Id);
        Assert.Equal("f2", Assert.Single(difference.Nodes, change => change.Kind == ChangeKind.Changed).Id);
        Assert.Equal((1, 1), (difference.CountEdges(ChangeKind.Removed), difference.CountEdges(ChangeKind.Added) - 1));
        var back = ArchitectureDifference.Of(newer, ArchitectureText.Parse(Before));
        Assert.Equal("n", Assert.Single(back.Nodes, change => change.Kind == ChangeKind.Removed).Id);
    }

    [Fact]
    public void Other_steps_on_an_edge_change_the_edge_and_another_source_replaces_it()
    {
        var steps = Compare("add{s8>c1>up; s4}", "add{s8>up>c1; s4}");
        Assert.Equal([ChangeKind.Changed, ChangeKind.Same], steps.Edges.Select(edge => edge.Kind));
        var source = Compare("add{f4>up; s2}", "add{f4>up; s8>c1>up}");
        Assert.Equal([ChangeKind.Same, ChangeKind.Added, ChangeKind.Removed], source.Edges.Select(edge => edge.Kind));
    }

    [Fact]
    public void The_order_of_inputs_counts_only_where_it_matters()
    {
        var (sum, swapped) = (ArchitectureText.Parse(Before), ArchitectureText.Parse(Before.Replace("add{f4>up; s2}", "add{s2; f4>up}")));
        Assert.True(ArchitectureDifference.Of(sum, swapped).IsEmpty);
        var (chained, swappedChain) = (Before.Replace("add{f4>up; s2}", "concat{f4>up; s2}"), Before.Replace("add{f4>up; s2}", "concat{s2; f4>up}"));
        var change = Assert.Single(ArchitectureDifference.Of(ArchitectureText.Parse(chained), ArchitectureText.Parse(swappedChain)).Nodes, node =>
            node.Kind != ChangeKind.Same);
        Assert.Equal(["order of inputs"], change.Aspects);
    }

    private static NodeChange Compare(string old, string now) =>
        Assert.Single(ArchitectureDifference.Of(ArchitectureText.Parse(Before), ArchitectureText.Parse(Before.Replace(old, now))).Nodes, change =>
            change.Kind == ChangeKind.Changed);

    /// <summary>The same architecture with names that say nothing.</summary>
    private static Architecture Renamed(Architecture architecture)
    {
        var names = architecture.Nodes.Select((node, i) => (node.Id, Name: node.Id == Architecture.OutputId ? node.Id : $"q{architecture.Nodes.Length - i}"))
            .ToDictionary(pair => pair.Id, pair => pair.Name);
        names[Architecture.ImageId] = Architecture.ImageId;
        return new Architecture(
        [
            .. architecture.Nodes.Select(node => node with
            {
                Id = names[node.Id], Inputs = [.. node.Inputs.Select(edge => edge with { Source = names[edge.Source] })],
                SharedWith = node.SharedWith is { } shared ? names[shared] : null,
            }),
        ]);
    }
}
