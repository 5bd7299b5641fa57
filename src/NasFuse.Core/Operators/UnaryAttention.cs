using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Unary attention <c>x + x · σ(dw3×3(x))</c>, the depthwise convolution with bias; keeps shape (BPNet, Nie et al., ACCV 2020).</summary>
[Operator("uattn")]
public sealed record UnaryAttention : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var gate = graph.Sigmoid(graph.Conv(input, input.Channels, kernel: 3, groups: input.Channels));
        return graph.Add(input, graph.Multiply(input, gate));
    }
}
