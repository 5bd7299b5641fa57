using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Nearest-neighbour resampling to the target's size.</summary>
[AlignStep("nn")]
public sealed record NearestResize : AlignStep
{
    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.Resize(input, target.Size, ResizeMode.Nearest);
}
