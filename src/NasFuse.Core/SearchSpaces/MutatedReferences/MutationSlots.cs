using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>Finds what may be exchanged in a reference.</summary>
internal sealed class MutationSlots(Architecture architecture, WidthPlaces places, MutationRules rules)
{
    private readonly HashSet<int> _sharing =
        [.. Enumerable.Range(0, architecture.Nodes.Length).SelectMany(node => places.SharerOf(node).SelectMany(other => new[] { node, other }))];

    /// <summary>The slots in the order of their nodes: width, fusion, operator.</summary>
    public ImmutableArray<MutationSlot> Find()
    {
        var widths = rules.WidthFactors.IsEmpty ? [] : new WidthGroups(architecture, places).Find();
        var slots = widths.Select(OfWidths).OfType<MutationSlot>()
            .Concat(Enumerable.Range(0, architecture.Nodes.Length).Except(_sharing).SelectMany(OfNode));
        return [.. slots.OrderBy(slot => slot.Nodes.Min())];
    }

    private WidthSlot? OfWidths(ImmutableArray<WidthPlace> group)
    {
        var labels = ImmutableArray.Create("x1");
        var widths = ImmutableArray.Create<IReadOnlyDictionary<WidthPlace, int>>(group.ToDictionary(place => place, places.WidthAt));
        foreach (var factor in rules.WidthFactors)
        {
            if (group.Any(place => !IsWidth(places.WidthAt(place) * factor))) continue;
            labels = labels.Add($"x{factor.ToString(CultureInfo.InvariantCulture)}");
            widths = widths.Add(group.ToDictionary(place => place, place => (int)(places.WidthAt(place) * factor)));
        }
        return labels.Length == 1 ? null : new WidthSlot($"{architecture.Nodes[group[0].Node].Id}/width{SuffixOf(group[0])}", labels, widths);
    }

    /// <summary>A new width must not be the number of classes either: it would pass for logits when the number of classes changes.</summary>
    private bool IsWidth(double width) => width is >= 1 and <= 65536 && width == Math.Truncate(width) && (int)width != architecture.Classes;

    private static string SuffixOf(WidthPlace place) => place.Input < 0 ? "" : $"-of-input{place.Input + 1}{(place.Step == 0 ? "" : $"-step{place.Step + 1}")}";

    private IEnumerable<MutationSlot> OfNode(int index)
    {
        var node = architecture.Nodes[index];
        if (node is { Fusion: { } fusion, Inputs.Length: > 1 } && rules.Fusions.TryGetValue(fusion, out var fusions))
            yield return new FusionSlot($"{node.Id}/fusion", [fusion.Text, .. fusions.Select(other => other.Text)], index, [fusion, .. fusions]);
        if (rules.Operators.TryGetValue(node.Operator, out var operators))
            yield return new OperatorSlot(
                $"{node.Id}/operator", [node.Operator.Text, .. operators.Select(other => other.Text)], index, [node.Operator, .. operators]);
    }
}
