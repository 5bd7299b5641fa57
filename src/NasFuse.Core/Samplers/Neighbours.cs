using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>The architectures one choice away from another, in any search space. Thread-safe as far as the source of randomness is.</summary>
/// <remarks>
/// Every choice with at least two options is answered in every other way once; all other choices keep their answers. Choices that only the new answer
/// opens, and those whose answer it takes away, are answered by a fallback. Lazy: one build per neighbour taken. Several neighbours may be the same
/// architecture where a space has several assignments for one.
/// </remarks>
public static class Neighbours
{
    /// <summary>All neighbours, choice by choice in the order they are asked, the options in the order of the space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="center">Whose neighbours; what it does not answer is answered by a fallback first.</param>
    /// <param name="fallback">Makes the chooser that answers the rest of one build, e.g. a new <see cref="EnumeratingChooser"/> for the first options.</param>
    public static IEnumerable<Proposal> Of(SearchSpace space, Assignment center, Func<IChooser> fallback)
    {
        var changes = new Changes(new ReplayChooser(center, fallback()));
        space.Build(changes);
        return changes.All.Select(change => Propose(space, changes.Center, change, fallback()));
    }

    /// <summary>All neighbours in random order; the rest of each is random too.</summary>
    /// <param name="space">The space.</param>
    /// <param name="center">Whose neighbours; what it does not answer is drawn first.</param>
    /// <param name="random">The only source of randomness. Equal streams give equal neighbours as long as they are taken in order.</param>
    public static IEnumerable<Proposal> InRandomOrder(SearchSpace space, Assignment center, Random random)
    {
        var rest = new RandomChooser(random);
        var changes = new Changes(new ReplayChooser(center, rest));
        space.Build(changes);
        var order = changes.All.ToArray();
        random.Shuffle(order);
        return order.Select(change => Propose(space, changes.Center, change, rest));
    }

    private static Proposal Propose(SearchSpace space, Assignment center, KeyValuePair<string, string> change, IChooser fallback) =>
        space.Propose(new ReplayChooser(new Assignment(center.Labels.SetItem(change.Key, change.Value)), fallback));

    /// <summary>Notes every other answer to every choice asked.</summary>
    private sealed class Changes(IChooser inner) : IChooser
    {
        private readonly RecordingChooser _recorder = new(inner);

        public List<KeyValuePair<string, string>> All { get; } = [];

        public Assignment Center => _recorder.Assignment;

        public int Choose(string choice, IReadOnlyList<string> options)
        {
            var index = _recorder.Choose(choice, options);
            All.AddRange(options.Where((_, other) => other != index).Select(label => KeyValuePair.Create(choice, label)));
            return index;
        }
    }
}
