using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Cell of dynamic routing: <c>relu(sep2(x))</c>, and gates <c>relu(tanh(1×1(mean of cb1(x))))</c> in 0..1 that depend on the image (Li et al., CVPR 2020, equations 2-4).</summary>
/// <remarks>
/// The gates are the port <c>g</c>, <c>[gates, 1, 1]</c>; edges use them by the step <c>gate:j</c>. They start open (bias 1.5). The graph is static, so closed gates
/// save no time: a distortion of the original, which skips cells.
/// </remarks>
[Operator("drcell")]
public sealed record RoutingCell : Operator
{
    /// <summary>Number of gates, 1..16.</summary>
    [Argument("gates", Min = 1, Max = 16)] public int Gates { get; init; } = 3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ports => ["g"];

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) => graph.Relu(new SeparablePair().Lower(graph, input, target));

    /// <inheritdoc/>
    public override Value LowerPort(GraphBuilder graph, string port, Value input, Value output) =>
        graph.Gates(graph.ConvBnRelu(input, Math.Max(1, input.Channels / 2), kernel: 1), Gates);
}
