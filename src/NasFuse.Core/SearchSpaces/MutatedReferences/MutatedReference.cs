using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>A reference with its slots. Immutable (but for what it remembers) and thread-safe.</summary>
/// <remarks>
/// Whether a node fits depends only on the slots that touch it and what it reads. Slots are filled one after the other, the rest being as in the
/// reference, and only options are offered under which every touched node fits; so the architecture is valid at every moment.
/// </remarks>
internal sealed class MutatedReference
{
    // Nodes meet few slots, so that this is far more than is met in practice.
    private const int MostRemembered = 200_000;

    private readonly Architecture _architecture;
    private readonly WidthPlaces _places;
    private readonly ImmutableArray<int>[] _slotsOf;
    private readonly ImmutableArray<int>[] _nodesTouchedBy;
    private readonly ImmutableArray<int>[] _slotsChanging;
    private readonly ConcurrentDictionary<(int Node, UInt128 Options), bool> _fits = new();

    public MutatedReference(string name, Architecture architecture, MutationRules rules)
    {
        (Name, _architecture, _places) = (name, architecture, new WidthPlaces(architecture));
        var (nodes, slots) = (Enumerable.Range(0, architecture.Nodes.Length).ToArray(), new MutationSlots(architecture, _places, rules).Find());
        _slotsChanging = [.. nodes.Select(node => SlotsWhere(slots, slot => slot.Nodes.Contains(node)))];
        _slotsOf = [.. nodes.Select(node => SlotsWhere(slots, slot => Concerning(node).Any(other => slot.Nodes.Contains(other))))];
        Slots = slots;
        _nodesTouchedBy = [.. slots.Select((_, slot) => nodes.Where(node => _slotsOf[node].Contains(slot)).ToImmutableArray())];
    }

    public string Name { get; }

    public ImmutableArray<MutationSlot> Slots { get; }

    /// <summary>Product of the numbers of options: no fewer than the assignments.</summary>
    public BigInteger MostAssignments => Slots.Aggregate(BigInteger.One, (product, slot) => product * slot.Labels.Length);

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
        UInt128 key = 0;
        foreach (var slot in _slotsOf[node]) key = key * (uint)Slots[slot].Labels.Length + (uint)options[slot];
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

    /// <summary>The nodes whose look decides whether a node fits.</summary>
    private IEnumerable<int> Concerning(int node) =>
        _places.MeetingAt(node).Select(place => place.Node).Append(node).Concat(_places.SharerOf(node)).Distinct();

    private static ImmutableArray<int> SlotsWhere(ImmutableArray<MutationSlot> slots, Func<MutationSlot, bool> predicate) =>
        [.. Enumerable.Range(0, slots.Length).Where(slot => predicate(slots[slot]))];
}
