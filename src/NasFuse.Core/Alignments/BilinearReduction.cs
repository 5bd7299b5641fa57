using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Bilinear reduction to the target's size (half-pixel centres, no antialiasing).</summary>
[AlignStep("dn")]
public sealed record BilinearReduction : AlignStep
{
    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) =>
        target.From is null || target.From < target.To
            ? throw new ShapeException($"'dn' shrinks, but the map is at {target.From?.ToString() ?? "1x1"} and the target at {target.To}; use 'up' or 'nn'")
            : graph.Resize(input, target.Size);
}
