using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>A reference with its slots, which are found when they are first needed. Immutable (but for what it remembers) and thread-safe.</summary>
internal sealed class MutatedReference(string name, Architecture architecture, MutationRules rules)
{
    private readonly Lazy<SlottedArchitecture> _slotted = new(() => new SlottedArchitecture(architecture, rules));

    public string Name => name;

    /// <summary>As it is, without changes.</summary>
    public Architecture Original => architecture;

    public ImmutableArray<MutationSlot> Slots => _slotted.Value.Slots;

    /// <summary>Product of the numbers of options: no fewer than the assignments.</summary>
    public BigInteger MostAssignments => Slots.Aggregate(BigInteger.One, (product, slot) => product * slot.Labels.Length);

    public Architecture Build(IChooser chooser) => _slotted.Value.Build(chooser);
}
