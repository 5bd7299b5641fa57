using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Bilinear reduction to the target's size (half-pixel centres unless told otherwise, no antialiasing).</summary>
[AlignStep("dn", Pattern = "dn(?<ac>ac)?")]
public sealed record BilinearReduction : AlignStep
{
    /// <summary>Lay the corners of both maps on each other (<c>dnac</c>), as PSPNet, BiSeNet, OCR and FasterSeg do.</summary>
    [Argument("ac")] public bool AlignCorners { get; init; }

    /// <inheritdoc/>
    protected internal override string CompactText => AlignCorners ? "dnac" : "dn";

    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) =>
        target.From is null || target.From < target.To
            ? throw new ShapeException($"'dn' shrinks, but the map is at {target.From?.ToString() ?? "1x1"} and the target at {target.To}; use 'up' or 'nn'")
            : graph.Resize(input, target.Size, AlignCorners ? ResizeMode.BilinearCorners : ResizeMode.Bilinear);
}
