using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Bilinear enlargement to the target's size (half-pixel centres unless told otherwise), also of a vector.</summary>
[AlignStep("up", Pattern = "up(?<ac>ac)?")]
public sealed record BilinearEnlargement : AlignStep
{
    /// <summary>Lay the corners of both maps on each other (<c>upac</c>), as PSPNet, BiSeNet, OCR and FasterSeg do.</summary>
    [Argument("ac")] public bool AlignCorners { get; init; }

    /// <inheritdoc/>
    protected internal override string CompactText => AlignCorners ? "upac" : "up";

    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) =>
        target.From > target.To
            ? throw new ShapeException($"'up' enlarges, but the map is at {target.From} and the target at {target.To}; use 'dn', 'mp' or 's3'")
            : graph.Resize(input, target.Size, AlignCorners ? ResizeMode.BilinearCorners : ResizeMode.Bilinear);
}
