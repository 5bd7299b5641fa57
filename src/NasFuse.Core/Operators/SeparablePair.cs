using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Two separable convolutions on a shortcut: <c>x + bn(1×1(dw3×3(relu(bn(1×1(dw3×3(x)))))))</c>; keeps shape.</summary>
/// <remarks>The cell of dynamic routing (Li et al., CVPR 2020). Depthwise filters have neither normalisation nor bias.</remarks>
[Operator("sep2")]
public sealed record SeparablePair : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var first = graph.Relu(Separable(graph, input));
        return graph.Add(input, Separable(graph, first));
    }

    private static Value Separable(GraphBuilder graph, Value input) =>
        graph.ConvBn(graph.Conv(input, input.Channels, kernel: 3, groups: input.Channels, bias: false), input.Channels, kernel: 1);
}
