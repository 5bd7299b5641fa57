using NasFuse.Core.Differences;
using NasFuse.Core.Measurement;

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

/// <summary>What a comparison says about nodes and edges. A drawing with marks shows nothing else in colour.</summary>
/// <param name="Nodes">Nodes to highlight, by id.</param>
/// <param name="Edges">Edges to highlight, by the id of the node they lead to and their position among its inputs, from 0.</param>
public sealed record DrawingMarks(IReadOnlyDictionary<string, ChangeKind> Nodes, IReadOnlyDictionary<(string Node, int Input), ChangeKind> Edges);

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

    /// <summary>Draw chains of equal nodes as one, <c>res ×4</c>; the picture of a deep architecture becomes short enough for a paper.</summary>
    public bool Fold { get; init; }

    /// <summary>Explain colours and signs below the drawing.</summary>
    public bool Legend { get; init; } = true;

    /// <summary>Measured latency of the nodes, or null when it was not measured. Nodes are then shaded by it instead of by their MACs.</summary>
    public NodeLatencies? Latencies { get; init; }

    /// <summary>Carry the style sheet; false in a page that holds <see cref="ArchitectureDrawing.StyleSheet"/> once for many drawings.</summary>
    public bool Styles { get; init; } = true;

    /// <summary>What to highlight; null for a drawing in the usual colours.</summary>
    public DrawingMarks? Marks { get; init; }
}
