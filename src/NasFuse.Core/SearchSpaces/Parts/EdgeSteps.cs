using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Gives the inputs of one node their align steps.</summary>
/// <remarks>
/// An edge between scales carries the node's variant as it is written, whatever the fusion. An edge of equal scale carries the channel match
/// only where the fusion needs equal channels and the source has others than the node; concatenating fusions take it as it is.
/// </remarks>
/// <param name="Row">Row of the node.</param>
/// <param name="Width">Channels of the node.</param>
/// <param name="Fusion">Its fusion, or null with one input.</param>
/// <param name="Up">Steps from coarser rows; null when there are none.</param>
/// <param name="Down">Steps from finer rows; null when there are none.</param>
/// <param name="Match">Steps that match channels.</param>
internal sealed record EdgeSteps(int Row, int Width, FusionOption? Fusion, AlignVariant? Up, AlignVariant? Down, AlignVariant Match)
{
    public ImmutableArray<Edge> From(IEnumerable<NodeSource> inputs) => [.. inputs.Select(input => new Edge(input.Id, StepsFor(input)?.Steps ?? []))];

    private AlignVariant? StepsFor(NodeSource input) =>
        input.Row > Row ? Up
        : input.Row < Row ? Down
        : Fusion is { NeedsEqualChannels: true } && input.Width != Width ? Match
        : null;
}
