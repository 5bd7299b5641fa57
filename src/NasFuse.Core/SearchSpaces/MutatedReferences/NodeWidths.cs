using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>Gives a node other widths.</summary>
internal static class NodeWidths
{
    /// <summary>The node with the widths that are not null.</summary>
    /// <param name="node">The node.</param>
    /// <param name="index">Its index.</param>
    /// <param name="widthAt">New width at a place, or null for the old one.</param>
    public static ArchitectureNode With(ArchitectureNode node, int index, Func<WidthPlace, int?> widthAt) => node with
    {
        Width = widthAt(WidthPlace.Of(index)) ?? node.Width,
        Inputs =
        [
            .. node.Inputs.Select((edge, j) => edge with { Steps = [.. edge.Steps.Select((step, k) => With(step, widthAt(new WidthPlace(index, j, k))))] }),
        ],
    };

    private static AlignStep With(AlignStep step, int? width) => width is { } changed && step is ChannelMatch match ? match with { Width = changed } : step;
}
