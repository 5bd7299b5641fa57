using System.Collections.Immutable;

namespace NasFuse.Core.Noise;

/// <summary>Alternatives of which noise does not say whether one dominates the other.</summary>
public static class TieGroups
{
    /// <summary>Groups alternatives that are tied, directly or over others.</summary>
    /// <remarks>
    /// Two are tied when the probability that one dominates the other is neither above the confidence nor below one minus it, in one direction at
    /// least. Two that are a sure trade-off, each better in something, are not tied.
    /// </remarks>
    /// <param name="alternatives">The alternatives.</param>
    /// <param name="confidence">What counts as sure, 0.5..1.</param>
    /// <returns>Indices of each group of at least two, ascending, groups by their first member.</returns>
    public static ImmutableArray<ImmutableArray<int>> Of(IReadOnlyList<NoisyAlternative> alternatives, double confidence)
    {
        var groupOf = Enumerable.Range(0, alternatives.Count).ToArray();
        for (var i = 0; i < alternatives.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (groupOf[i] != groupOf[j] && (IsOpen(i, j) || IsOpen(j, i))) Join(groupOf[i], groupOf[j]);
            }
        }
        return [.. groupOf.Select((group, i) => (group, i)).GroupBy(pair => pair.group, pair => pair.i)
            .Where(group => group.Count() > 1).Select(group => group.ToImmutableArray())];

        bool IsOpen(int a, int b) =>
            NoisyDominance.Probability(alternatives[a].Costs.AsSpan(), alternatives[b].Costs.AsSpan()) is var p && p > 1 - confidence && p < confidence;

        void Join(int a, int b)
        {
            for (var i = 0; i < groupOf.Length; i++)
            {
                if (groupOf[i] == a) groupOf[i] = b;
            }
        }
    }
}
