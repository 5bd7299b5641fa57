using System.Collections.Immutable;
using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureIdTests
{
    [Fact]
    public void Isomorphic_architectures_have_the_same_id() =>
        Gen.Select(RandomArchitectures.Gen, Gen.Int).Sample(
            (architecture, seed) => ArchitectureId.Of(architecture) == ArchitectureId.Of(Disguise(architecture, new Random(seed))), iter: 400);

    [Fact]
    public void Changing_one_node_changes_the_id() =>
        Gen.Select(RandomArchitectures.Gen, Gen.Int[0, 1000]).Sample(
            (architecture, pick) =>
            {
                var index = pick % architecture.Nodes.Length;
                var changed = new Architecture(architecture.Nodes.SetItem(index, architecture.Nodes[index] with { Width = architecture.Nodes[index].Width + 1 }));
                // An alias has the width of what it stands for; another width makes no other architecture but an invalid one.
                return IsAlias(architecture.Nodes[index]) || ArchitectureId.Of(architecture) != ArchitectureId.Of(changed);
            }, iter: 200);

    private static bool IsAlias(ArchitectureNode node) => node is { Operator: Identity, Inputs: [{ Steps.IsEmpty: true }] };

    [Fact]
    public void Two_nodes_with_own_weights_differ_from_one_node_used_twice()
    {
        var twice = Parse("x: 1/2 x8 = conv(s=2) <- image", "f: 1/2 x8 = id <- add{x; x}");
        var two = Parse("x: 1/2 x8 = conv(s=2) <- image", "y: 1/2 x8 = conv(s=2) <- image", "f: 1/2 x8 = id <- add{x; y}");
        Assert.NotEqual(ArchitectureId.Of(twice), ArchitectureId.Of(two));
    }

    [Fact]
    public void Who_shares_a_twin_matters()
    {
        // Twins x and y feed p, q and r: {p,q | r} and {p,r | q} have the same nodes but are different networks.
        string[] common = ["x: 1/2 x8 = conv(s=2) <- image", "y: 1/2 x8 = conv(s=2) <- image", "p: 1/2 x8 = conv(k=1) <- x"];
        var first = Parse([.. common, "q: 1/2 x8 = conv(k=3) <- x", "r: 1/2 x8 = conv(k=5) <- y", "f: 1/2 x8 = id <- add{p; q; r}"]);
        var second = Parse([.. common, "q: 1/2 x8 = conv(k=3) <- y", "r: 1/2 x8 = conv(k=5) <- x", "f: 1/2 x8 = id <- add{p; q; r}"]);
        Assert.NotEqual(ArchitectureId.Of(first), ArchitectureId.Of(second));
    }

    [Fact]
    public void Aliases_do_not_count()
    {
        var plain = Parse("x: 1/2 x8 = conv(s=2) <- image", "f: 1/2 x8 = conv <- x");
        var aliased = Parse("x: 1/2 x8 = conv(s=2) <- image", "i: 1/2 x8 = id <- x", "f: 1/2 x8 = conv <- add{i}");
        Assert.Equal(ArchitectureId.Of(plain), ArchitectureId.Of(aliased));
    }

    [Fact]
    public void The_kind_and_the_weight_of_a_head_count()
    {
        string[] heads = ["", " #detail=1", " #detail=2", " #detail=1 #share=e"];
        string[] common = ["x: 1/2 x8 = conv(s=2) <- image", "e: 1/2 x1 = conv <- x"];
        var ids = heads.Select(head => ArchitectureId.Of(Parse([.. common, $"d: 1/2 x1 = conv <- x{head}", "f: 1/2 x8 = conv(k=1) <- add{d; e}"])));
        Assert.Equal(heads.Length, ids.Distinct().Count());
    }

    [Fact]
    public void A_detail_head_that_passes_a_value_on_is_no_alias()
    {
        string[] common = ["x: 1/2 x1 = conv(s=2) <- image"];
        Assert.NotEqual(ArchitectureId.Of(Parse([.. common, "f: 1/2 x1 = id <- x #detail=1"])), ArchitectureId.Of(Parse([.. common, "f: 1/2 x1 = id <- x"])));
    }

    [Fact]
    public void Many_identical_branches_are_no_problem()
    {
        var branches = Enumerable.Range(0, 12).Select(i => $"b{i}: 1/2 x8 = conv(s=2) <- image").ToArray();
        var sum = $"f: 1/2 x8 = id <- add{{{string.Join("; ", Enumerable.Range(0, 12).Select(i => $"b{i}"))}}}";
        Assert.Equal(ArchitectureId.Of(Parse([.. branches, sum])), ArchitectureId.Of(Parse([.. branches.Reverse(), sum])));
    }

    [Fact]
    public void The_id_is_the_same_on_every_machine() =>
        Assert.Equal("93f63f04b4894962", ArchitectureId.Of(Parse("x: 1/2 x8 = conv(s=2) <- image", "f: 1/2 x8 = conv <- x")));

    private static Architecture Parse(params string[] lines) => ArchitectureText.Parse(string.Join('\n', [.. lines, "out: 1/1 x3 = conv(k=1) <- f>up"]));

    /// <summary>Renames nodes, reorders lines topologically at random and shuffles operands of commutative fusions.</summary>
    private static Architecture Disguise(Architecture architecture, Random random)
    {
        var names = architecture.Nodes.ToDictionary(
            node => node.Id, node => node.Id == Architecture.OutputId ? node.Id : $"z{random.Next()}_{node.Id}", StringComparer.Ordinal);
        names[Architecture.ImageId] = Architecture.ImageId;
        var waiting = architecture.Nodes.ToList();
        var done = new HashSet<string>(StringComparer.Ordinal) { Architecture.ImageId };
        var nodes = ImmutableArray.CreateBuilder<ArchitectureNode>();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(node => node.Inputs.All(edge => done.Contains(edge.Source))).ToArray();
            var node = ready[random.Next(ready.Length)];
            waiting.Remove(node);
            done.Add(node.Id);
            var inputs = node.Inputs.Select(edge => edge with { Source = names[edge.Source] }).ToArray();
            if (node.Fusion is { IsCommutative: true }) random.Shuffle(inputs);
            nodes.Add(node with { Id = names[node.Id], Inputs = [.. inputs] });
        }
        return new Architecture(nodes.DrainToImmutable());
    }
}
