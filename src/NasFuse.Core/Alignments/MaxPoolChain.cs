using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>2×2 max-pooling with stride 2 (ceil mode), repeated until the target's scale is reached.</summary>
[AlignStep("mp")]
public sealed record MaxPoolChain : AlignStep
{
    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target)
    {
        var pooled = input;
        for (var i = 0; i < target.Halvings; i++) pooled = graph.Emit(new Pooling(PoolingFunction.Max, 2, 2), "maxpool", pooled);
        return pooled;
    }
}
