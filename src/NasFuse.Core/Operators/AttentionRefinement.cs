using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Attention refinement module: <c>y · σ(bn(1×1(mean y)))</c> with <c>y = conv3×3(x)</c> (BiSeNet, Yu et al., ECCV 2018).</summary>
[Operator("arm")]
public sealed record AttentionRefinement : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var features = graph.ConvBnRelu(input, target.Width, kernel: 3);
        return graph.Multiply(features, graph.Sigmoid(graph.ConvBn(graph.GlobalAverage(features), target.Width, kernel: 1)));
    }
}
