using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>Something in a reference that may be exchanged: one choice. Option 0 is what the reference has.</summary>
/// <param name="Choice">Name of the choice, e.g. <c>f16/fusion</c>.</param>
/// <param name="Labels">Labels of the options.</param>
internal abstract record MutationSlot(string Choice, ImmutableArray<string> Labels)
{
    /// <summary>Nodes that look different under another option.</summary>
    public abstract IEnumerable<int> Nodes { get; }

    /// <summary>A node as an option makes it.</summary>
    public abstract ArchitectureNode Apply(ArchitectureNode node, int index, int option);
}

/// <summary>Widths that change together.</summary>
internal sealed record WidthSlot(string Choice, ImmutableArray<string> Labels, ImmutableArray<IReadOnlyDictionary<WidthPlace, int>> Widths)
    : MutationSlot(Choice, Labels)
{
    public override IEnumerable<int> Nodes => Widths[0].Keys.Select(place => place.Node).Distinct();

    public override ArchitectureNode Apply(ArchitectureNode node, int index, int option) =>
        NodeWidths.With(node, index, place => Widths[option].TryGetValue(place, out var width) ? width : null);
}

/// <summary>The operator of a node.</summary>
internal sealed record OperatorSlot(string Choice, ImmutableArray<string> Labels, int Node, ImmutableArray<Operator> Options) : MutationSlot(Choice, Labels)
{
    public override IEnumerable<int> Nodes => [Node];

    public override ArchitectureNode Apply(ArchitectureNode node, int index, int option) => node with { Operator = Options[option] };
}

/// <summary>The fusion of a node.</summary>
internal sealed record FusionSlot(string Choice, ImmutableArray<string> Labels, int Node, ImmutableArray<Fusion> Options) : MutationSlot(Choice, Labels)
{
    public override IEnumerable<int> Nodes => [Node];

    public override ArchitectureNode Apply(ArchitectureNode node, int index, int option) => node with { Fusion = Options[option] };
}
