using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Channel gate <c>x · σ(W₂ relu(W₁ mean(x)))</c> with biases; keeps shape (SE-Net, Hu et al., CVPR 2018, equations 2-4).</summary>
[Operator("se")]
public sealed record SqueezeExcitation : Operator
{
    /// <summary>Reduction of channels in the middle, 1..64; the middle has at least one channel.</summary>
    [Argument("r", Min = 1, Max = 64)] public int Reduction { get; init; } = 16;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var squeezed = graph.Conv(graph.GlobalAverage(input), Math.Max(1, input.Channels / Reduction), kernel: 1);
        var gate = graph.Sigmoid(graph.Conv(graph.Relu(squeezed), input.Channels, kernel: 1));
        return graph.Multiply(input, gate);
    }
}
