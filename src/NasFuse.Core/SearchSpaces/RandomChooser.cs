namespace NasFuse.Core.SearchSpaces;

/// <summary>Picks every option with equal probability, or with that of its weight where the space gives weights. Not thread-safe.</summary>
/// <param name="random">The only source of randomness.</param>
public sealed class RandomChooser(Random random) : IChooser
{
    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options) => random.Next(options.Count);

    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> weights)
    {
        var left = random.NextDouble() * weights.Sum();
        var last = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            if (weights[i] <= 0) continue;
            last = i;
            left -= weights[i];
            if (left < 0) break;
        }
        return last;
    }
}
