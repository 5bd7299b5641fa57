namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Picks a set of inputs, each set in one way only.</summary>
internal static class InputSet
{
    /// <summary>Picks <c>…/input1</c>, <c>…/input2</c> …, each behind the one before it; drawn at random, all sets are as likely.</summary>
    /// <param name="chooser">Who answers.</param>
    /// <param name="choice">Beginning of the names of the choices.</param>
    /// <param name="degree">How many, 1 up to the number of candidates.</param>
    /// <param name="candidates">What can be read.</param>
    /// <param name="waysToRead">Ways to read a candidate; a set is then as likely as the product of those of its members. Null for one each.</param>
    public static IEnumerable<NodeSource> Pick(
        IChooser chooser, string choice, int degree, IReadOnlyList<NodeSource> candidates, Func<NodeSource, int>? waysToRead = null)
    {
        double[] ways = [.. candidates.Select(candidate => (double)(waysToRead?.Invoke(candidate) ?? 1))];
        var behind = SetsBehind(ways, degree);
        var next = 0;
        for (var i = 1; i <= degree; i++)
        {
            var rest = degree - i;
            int[] positions = [.. Enumerable.Range(next, candidates.Count - rest - next)];
            var position = chooser.Pick($"{choice}/input{i}", positions, at => candidates[at].Label, at => ways[at] * behind[at + 1, rest]);
            next = position + 1;
            yield return candidates[position];
        }
    }

    /// <summary>At <c>[at, size]</c> the sum over all sets of that size among the candidates from <c>at</c> on, each counted by its ways.</summary>
    private static double[,] SetsBehind(double[] ways, int largest)
    {
        var sets = new double[ways.Length + 1, largest + 1];
        sets[ways.Length, 0] = 1;
        for (var at = ways.Length - 1; at >= 0; at--)
        {
            for (var size = 0; size <= largest; size++) sets[at, size] = sets[at + 1, size] + (size > 0 ? ways[at] * sets[at + 1, size - 1] : 0);
        }
        return sets;
    }
}
