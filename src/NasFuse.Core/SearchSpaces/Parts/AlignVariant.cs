using System.Collections.Immutable;
using NasFuse.Core.Alignments;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Align steps for one kind of edge.</summary>
internal sealed record AlignVariant(ImmutableArray<AlignStep> Steps)
{
    public string Text { get; } = string.Join('>', Steps.Select(step => step.Text));
}
