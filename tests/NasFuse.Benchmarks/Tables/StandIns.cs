using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Benchmarks.Tables;

/// <summary>Architectures that stand for the rows of a table: nothing is trained, but equal rows and only those have equal canonical ids.</summary>
internal static class StandIns
{
    private static readonly ImmutableDictionary<string, Operator> s_cellOperators = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create<string, Operator>("nor_conv_1x1", new Conv { Kernel = 1 }),
        KeyValuePair.Create<string, Operator>("nor_conv_3x3", new Conv { Kernel = 3 }),
        KeyValuePair.Create<string, Operator>("avg_pool_3x3", new AveragePool { Kernel = 3, FirstStride = 1 }),
        KeyValuePair.Create<string, Operator>("skip_connect", new Identity()),
        // The vocabulary has no operator that says nothing at all; this one says half of it.
        KeyValuePair.Create<string, Operator>("none", new Dropout { Percent = 50 }),
    ]);

    /// <summary>The cell of NAS-Bench-201: four maps, each the sum of one operator per earlier map. Letters 01, 02, 12, 03, 13, 23.</summary>
    public static Architecture Cell(IReadOnlyList<string> word)
    {
        var nodes = new List<ArchitectureNode> { Node("n0", new Conv { Kernel = 3 }, Architecture.ImageId) };
        var letter = 0;
        for (var map = 1; map < 4; map++)
        {
            var edges = new List<string>();
            for (var source = 0; source < map; source++)
            {
                edges.Add($"e{source}{map}");
                nodes.Add(Node(edges[^1], s_cellOperators[word[letter++]], $"n{source}"));
            }
            nodes.Add(Node(map == 3 ? Architecture.OutputId : $"n{map}", new Identity(), [.. edges]));
        }
        return new Architecture([.. nodes]);
    }

    /// <summary>A chain with one node per letter; its width, at least the two classes that a network tells apart, says which of the letters it is.</summary>
    public static Func<IReadOnlyList<string>, Architecture> Chain(IReadOnlyList<string> alphabet) => word =>
    {
        var nodes = new List<ArchitectureNode>();
        for (var i = 0; i < word.Count; i++)
        {
            var id = i == word.Count - 1 ? Architecture.OutputId : $"n{i}";
            var width = Enumerable.Range(0, alphabet.Count).First(letter => alphabet[letter] == word[i]) + 2;
            nodes.Add(Node(id, new Conv { Kernel = 3 }, i == 0 ? Architecture.ImageId : $"n{i - 1}") with { Width = width });
        }
        return new Architecture([.. nodes]);
    };

    private static ArchitectureNode Node(string id, Operator operation, params ReadOnlySpan<string> sources) =>
        new(id, Scale.Full, 4, operation, sources.Length > 1 ? new Addition() : null, [.. sources.ToArray().Select(source => new Edge(source, []))]);
}
