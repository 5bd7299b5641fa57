using System.Collections.Concurrent;
using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>An architecture with its slots. Immutable (but for what it remembers) and thread-safe.</summary>
/// <remarks>
/// Whether a node fits depends only on the slots that touch it and what it reads. Slots are filled one after the other, the rest being as in the
/// reference, and only options are offered under which every touched node fits; so the architecture is valid at every moment.
/// </remarks>
internal sealed class SlottedArchitecture
{
    // Nodes meet few slots, so that this is far more than is met in practice.
    private const int MostRemembered = 200_000;

    private readonly Architecture _architecture;
    private readonly WidthPlaces _places;
    private readonly ImmutableArray<int>[] _slotsOf;
    private readonly ImmutableArray<int>[] _nodesTouchedBy;
    private readonly ImmutableArray<int>[] _slotsChanging;
    private readonly ConcurrentDictionary<(int Node, string Options), bool> _fits = new();

    public SlottedArchitecture(Architecture architecture, MutationRules rules)
    {
        (_architecture, _places) = (architecture, new WidthPlaces(architecture));
        var (nodes, slots) = (Enumerable.Range(0, architecture.Nodes.Length).ToArray(), new MutationSlots(architecture, _places, rules).Find());
        _slotsChanging = [.. nodes.Select(node => SlotsWhere(slots, slot => slot.Nodes.Contains(node)))];
        _slotsOf = [.. nodes.Select(node => SlotsWhere(slots, slot => Concerns(slot, node)))];
        Slots = slots;
        _nodesTouchedBy = [.. slots.Select((_, slot) => nodes.Where(node => _slotsOf[node].Contains(slot)).ToImmutableArray())];
    }

    public ImmutableArray<MutationSlot> Slots { get; }

    public Architecture Build(IChooser chooser)
    {
        var options = new int[Slots.Length];
        for (var i = 0; i < Slots.Length; i++)
        {
            int[] offered = [.. Enumerable.Range(0, Slots[i].Labels.Length).Where(option => option == 0 || Fits(i, option, options))];
            options[i] = chooser.Pick(Slots[i].Choice, offered, option => Slots[i].Labels[option]);
        }
        return new Architecture([.. Enumerable.Range(0, _architecture.Nodes.Length).Select(node => NodeAt(node, options))]);
    }

    private bool Fits(int slot, int option, int[] options)
    {
        options[slot] = option;
        var fits = true;
        foreach (var node in _nodesTouchedBy[slot])
        {
            if (!(fits = NodeFits(node, options))) break;
        }
        options[slot] = 0;
        return fits;
    }

    private bool NodeFits(int node, int[] options)
    {
        var key = string.Create(_slotsOf[node].Length, (Slots: _slotsOf[node], Options: options), static (text, state) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = (char)state.Options[state.Slots[i]];
        });
        if (_fits.TryGetValue((node, key), out var known)) return known;
        var fits = NodeTrial.Passes(_places, node, other => NodeAt(other, options));
        if (_fits.Count < MostRemembered) _fits[(node, key)] = fits;
        return fits;
    }

    private ArchitectureNode NodeAt(int index, int[] options)
    {
        var node = _architecture.Nodes[index];
        foreach (var slot in _slotsChanging[index])
        {
            if (options[slot] > 0) node = Slots[slot].Apply(node, index, options[slot]);
        }
        return node;
    }

    /// <summary>True when an option of the slot can decide whether a node fits.</summary>
    private bool Concerns(MutationSlot slot, int node) => slot is WidthSlot widths
        ? _places.MeetingAt(node).Any(widths.Widths[0].ContainsKey)
        : slot.Nodes.Contains(node) || _places.PortSourcesOf(node).Any(slot.Nodes.Contains);

    private static ImmutableArray<int> SlotsWhere(ImmutableArray<MutationSlot> slots, Func<MutationSlot, bool> predicate) =>
        [.. Enumerable.Range(0, slots.Length).Where(slot => predicate(slots[slot]))];
}
