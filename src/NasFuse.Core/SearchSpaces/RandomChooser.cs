namespace NasFuse.Core.SearchSpaces;

/// <summary>Picks every option with equal probability. Not thread-safe.</summary>
/// <param name="random">The only source of randomness.</param>
public sealed class RandomChooser(Random random) : IChooser
{
    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options) => random.Next(options.Count);
}
