using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Cascade feature fusion <c>relu(bn(conv3×3, d=2 (xₗ)) + bn(conv1×1(xₕ)))</c>; inputs are the coarse map, enlarged, and the fine map (ICNet, Zhao et al., ECCV 2018, section 4.2).</summary>
[Fusion("cff")]
public sealed record CascadeFusion : Fusion
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target)
    {
        if (inputs.Count != 2) throw new ShapeException($"'cff' takes a coarse and a fine map, but got {inputs.Count} inputs");
        return graph.Relu(graph.Add(graph.ConvBn(inputs[0], target.Width, kernel: 3, dilation: 2), graph.ConvBn(inputs[1], target.Width, kernel: 1)));
    }
}
