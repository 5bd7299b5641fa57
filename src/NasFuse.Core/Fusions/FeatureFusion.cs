using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Concatenation followed by the feature fusion module, projected to the node's width (BiSeNet, Yu et al., ECCV 2018).</summary>
[Fusion("ffm")]
public sealed record FeatureFusion : Fusion
{
    /// <summary>Channel reduction inside the attention, 1..64.</summary>
    [Argument("r", Min = 1, Max = 64)] public int Reduction { get; init; } = 1;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) =>
        new FeatureFusionModule { Reduction = Reduction }.Lower(graph, graph.Concat([.. inputs]), target);
}
