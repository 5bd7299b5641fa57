using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Draws one assignment from a policy. One instance per build; not thread-safe.</summary>
internal sealed class PolicyChooser(PolicyNetwork network, Random random) : IChooser
{
    private PolicyState _state = network.Start();

    /// <inheritdoc/>
    public int Choose(string choice, IReadOnlyList<string> options)
    {
        var probabilities = network.Probabilities(_state, choice, options);
        var place = random.NextDouble();
        var picked = 0;
        for (; picked < options.Count - 1 && place >= probabilities[picked]; picked++) place -= probabilities[picked];
        _state = network.Next(_state, choice, options[picked]);
        return picked;
    }
}
