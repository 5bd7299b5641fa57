using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Architectures;

/// <summary>Where a node's parts stand in the file it was read from, so that checks can point at them.</summary>
/// <param name="Node">The id.</param>
/// <param name="Scale">The scale.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Fusion">The fusion, or the operator's place when there is none.</param>
/// <param name="Edges">Each input.</param>
public sealed record NodePlaces(SourcePlace Node, SourcePlace Scale, SourcePlace Operator, SourcePlace Fusion, ImmutableArray<SourcePlace> Edges)
{
    /// <summary>Places for an architecture that no file describes: the node's id stands for all of them.</summary>
    public static NodePlaces Unknown(ArchitectureNode node)
    {
        var place = new SourcePlace($"node '{node.Id}'");
        return new NodePlaces(place, place, place, place, [.. node.Inputs.Select(_ => place)]);
    }
}
