using System.Collections.Frozen;

namespace NasFuse.Core.Drawing;

/// <summary>Colours of a drawing.</summary>
public enum DrawingTheme
{
    /// <summary>Light or dark as the page or the reader's system asks; colours are CSS variables, which browsers know.</summary>
    Auto,

    /// <summary>Dark on white, plain colours that every SVG program knows.</summary>
    Light,

    /// <summary>Light on black, plain colours.</summary>
    Dark,
}

/// <summary>What a comparison says about a node or an edge.</summary>
public enum DrawingMark
{
    /// <summary>Only the newer architecture has it.</summary>
    Added,

    /// <summary>Only the older architecture has it.</summary>
    Removed,

    /// <summary>Both have it, but not alike.</summary>
    Changed,
}

/// <summary>What a drawing shows beside the architecture itself. Immutable.</summary>
public sealed record DrawingOptions
{
    /// <summary>Heading, or null for none; also what a screen reader says.</summary>
    public string? Title { get; init; }

    /// <summary>Line under the heading, or null for what is counted at the image's size.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Colours.</summary>
    public DrawingTheme Theme { get; init; } = DrawingTheme.Auto;

    /// <summary>Write the id of each node above it.</summary>
    public bool Ids { get; init; } = true;

    /// <summary>Explain colours and signs below the drawing.</summary>
    public bool Legend { get; init; } = true;

    /// <summary>Measured latency by node id, milliseconds; empty when it was not measured. Nodes are then shaded by it instead of by their MACs.</summary>
    public IReadOnlyDictionary<string, double> LatencyMs { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>Nodes to highlight, by id.</summary>
    public IReadOnlyDictionary<string, DrawingMark> NodeMarks { get; init; } = FrozenDictionary<string, DrawingMark>.Empty;

    /// <summary>Edges to highlight, by the id of the node they lead to and their position among its inputs, from 0.</summary>
    public IReadOnlyDictionary<(string Node, int Input), DrawingMark> EdgeMarks { get; init; } = FrozenDictionary<(string, int), DrawingMark>.Empty;
}
