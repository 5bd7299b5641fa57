namespace NasFuse.Core.SearchSpaces;

/// <summary>Picks every option with equal probability, or in proportion to the ways it leads to. Not thread-safe.</summary>
/// <param name="random">The only source of randomness.</param>
public sealed class RandomChooser(Random random) : IChooser
{
    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options) => random.Next(options.Count);

    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> ways)
    {
        var left = random.NextDouble() * ways.Sum();
        var last = -1;
        for (var i = 0; i < options.Count; i++)
        {
            if (ways[i] <= 0) continue;
            last = i;
            left -= ways[i];
            if (left < 0) return i;
        }
        // Rounding may leave a remainder; it belongs to the last option that leads anywhere.
        return last;
    }
}
