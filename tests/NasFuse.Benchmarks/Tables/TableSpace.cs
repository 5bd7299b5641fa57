using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Benchmarks.Tables;

/// <summary>A search space that is a set of words: choice i picks the i-th letter among those that some word of the set goes on with.</summary>
/// <param name="name">Name of the space.</param>
/// <param name="choices">Names of the choices, as many as the longest word has letters.</param>
/// <param name="words">All words, distinct, none the beginning of another.</param>
/// <param name="draw">The architecture that stands for a word.</param>
internal sealed class TableSpace(string name, IReadOnlyList<string> choices, IEnumerable<IReadOnlyList<string>> words, Func<IReadOnlyList<string>, Architecture> draw)
    : SearchSpace
{
    private readonly Branch _root = Branch.Of([.. words], 0);

    public override string Name => name;

    /// <summary>Names of the choices in the order they are asked.</summary>
    public IReadOnlyList<string> Choices => choices;

    public override Architecture Build(IChooser chooser)
    {
        var word = new List<string>();
        for (var branch = _root; branch.Letters.Length > 0; branch = branch.Next[word[^1]])
            word.Add(branch.Letters[chooser.Choose(choices[word.Count], branch.Letters)]);
        return draw(word);
    }

    public override SpaceCount Count() => SpaceCount.Exactly(_root.Words);

    /// <summary>The word that an assignment spells.</summary>
    public string[] WordOf(Assignment assignment) =>
        [.. choices.TakeWhile(assignment.Labels.ContainsKey).Select(choice => assignment.Labels[choice])];

    private sealed record Branch(ImmutableArray<string> Letters, Dictionary<string, Branch> Next, int Words)
    {
        public static Branch Of(IReadOnlyList<string>[] words, int depth)
        {
            var next = words.Where(word => word.Count > depth).GroupBy(word => word[depth], StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => Of([.. group], depth + 1), StringComparer.Ordinal);
            return new Branch([.. next.Keys.Order(StringComparer.Ordinal)], next, words.Length);
        }
    }
}
