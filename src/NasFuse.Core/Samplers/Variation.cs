using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>Mutation and crossover for any search space: build again, with some answers taken from the parents. Thread-safe as far as the random source is.</summary>
public static class Variation
{
    /// <summary>Builds a parent again with some of its choices answered otherwise.</summary>
    /// <param name="space">The space of the parent.</param>
    /// <param name="parent">What to vary.</param>
    /// <param name="random">The only source of randomness.</param>
    /// <param name="probability">Probability, 0..1, with which each choice is changed; null for one over the number of choices. At least one is always changed.</param>
    /// <returns>An architecture whose assignment differs from the parent's, unless the space has only one.</returns>
    public static Proposal Mutate(SearchSpace space, Assignment parent, Random random, double? probability = null)
    {
        var recorder = new RecordingChooser(new ReplayChooser(parent, new RandomChooser(random)));
        space.Build(recorder);
        var changed = Draw(recorder.Open, random, probability ?? 1.0 / Math.Max(1, recorder.Open.Count));
        return space.Propose(new MutatingChooser(recorder.Assignment, changed, random));
    }

    /// <summary>Builds a mixture of two parents: each block of choices (those whose names agree up to the last slash) comes from one of them.</summary>
    /// <remarks>
    /// Uniform crossover by blocks, so that the choices of one node stay together. Where the block's parent has no usable answer the other
    /// parent's is taken, and where neither has one it is drawn.
    /// </remarks>
    public static Proposal Crossover(SearchSpace space, Assignment first, Assignment second, Random random) =>
        space.Propose(new CrossoverChooser(first, second, random));

    private static HashSet<string> Draw(IReadOnlyList<string> open, Random random, double probability)
    {
        var drawn = open.Where(_ => random.NextDouble() < probability).ToHashSet(StringComparer.Ordinal);
        if (drawn.Count == 0 && open.Count > 0) drawn.Add(open[random.Next(open.Count)]);
        return drawn;
    }

    private sealed class MutatingChooser(Assignment parent, HashSet<string> changed, Random random) : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) =>
            parent.IndexIn(choice, options) is { } old ? Vary(choice, options, old) : new RandomChooser(random).Choose(choice, options);

        public int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> ways) =>
            parent.IndexIn(choice, options) is { } old ? Vary(choice, options, old) : new RandomChooser(random).Choose(choice, options, ways);

        private int Vary(string choice, IReadOnlyList<string> options, int old)
        {
            if (options.Count == 1 || !changed.Contains(choice)) return old;
            var other = random.Next(options.Count - 1);
            return other < old ? other : other + 1;
        }
    }

    private sealed class CrossoverChooser(Assignment first, Assignment second, Random random) : IChooser
    {
        private readonly Dictionary<string, bool> _fromFirst = new(StringComparer.Ordinal);

        public int Choose(string choice, IReadOnlyList<string> options) => FromParents(choice, options) ?? new RandomChooser(random).Choose(choice, options);

        public int Choose(string choice, IReadOnlyList<string> options, IReadOnlyList<double> ways) =>
            FromParents(choice, options) ?? new RandomChooser(random).Choose(choice, options, ways);

        private int? FromParents(string choice, IReadOnlyList<string> options)
        {
            var (one, other) = FromFirst(choice) ? (first, second) : (second, first);
            return one.IndexIn(choice, options) ?? other.IndexIn(choice, options);
        }

        private bool FromFirst(string choice)
        {
            var block = choice[..Math.Max(0, choice.LastIndexOf('/'))];
            if (block.Length == 0) block = choice;
            if (!_fromFirst.TryGetValue(block, out var fromFirst)) _fromFirst[block] = fromFirst = random.Next(2) == 0;
            return fromFirst;
        }
    }
}
