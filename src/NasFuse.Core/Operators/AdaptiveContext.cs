using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Adaptive context module: means over a b×b grid, spread again by weights that are predicted for each position (APCNet, He et al., CVPR 2019, section 3.2).</summary>
/// <remarks><c>x' = cb1(x)</c>, <c>A = σ(1×1(x' + cb1(mean x')))</c> of <c>b²</c> channels, <c>Y = cb1(means of x)</c>, result <c>cb1(relu(cb1(A·Y) + x'))</c>.</remarks>
[Operator("acm")]
public sealed record AdaptiveContext : Operator
{
    /// <summary>Side of the grid, 1..16.</summary>
    [Argument("bin", Min = 1, Max = 16)] public int Bin { get; init; } = 1;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var width = target.Width;
        var reduced = graph.ConvBnRelu(input, width, kernel: 1);
        var means = graph.ConvBnRelu(graph.AdaptiveAverage(input, new Size(Bin, Bin)), width, kernel: 1);
        var withGlobal = graph.Add(reduced, graph.ConvBnRelu(graph.GlobalAverage(reduced), width, kernel: 1));
        var affinity = graph.Sigmoid(graph.Conv(withGlobal, Bin * Bin, kernel: 1));
        var spread = graph.ToMap(graph.MatrixProduct(graph.ToTokens(affinity), graph.ToTokens(means)), input.Size);
        var context = graph.ConvBnRelu(spread, width, kernel: 1);
        return graph.ConvBnRelu(graph.Relu(graph.Add(context, reduced)), width, kernel: 1);
    }
}
