using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Draws one assignment from a mixture over good trials. One instance per build; not thread-safe.</summary>
/// <remarks>It draws a component and then its labels, choice by choice, as <see cref="ParzenMixture"/> weighs them; what the component was not asked is drawn
/// uniformly.</remarks>
internal sealed class ParzenChooser : IChooser
{
    private readonly Assignment? _component;
    private readonly double _share;
    private readonly Random _random;

    /// <param name="trials">The components; one more knows nothing.</param>
    /// <param name="share">Weight that a component puts on every label beside the 1 on its own.</param>
    /// <param name="random">The only source of randomness.</param>
    public ParzenChooser(IReadOnlyList<Observation> trials, double share, Random random)
    {
        var component = random.Next(trials.Count + 1);
        (_component, _share, _random) = (component < trials.Count ? trials[component].Assignment : null, share, random);
    }

    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options)
    {
        if (_component?.IndexIn(choice, options) is not { } own) return _random.Next(options.Count);
        var ranks = ParzenMixture.Ranks(options);
        var weights = Enumerable.Range(0, options.Count).Select(Weight).ToArray();
        var place = _random.NextDouble() * weights.Sum();
        var index = 0;
        for (; index < weights.Length - 1 && place >= weights[index]; index++) place -= weights[index];
        return index;

        double Weight(int label) =>
            _share + (label == own ? 1 : ranks is null ? 0 : ParzenMixture.NeighbourWeight(_share, ranks, own, label));
    }
}
