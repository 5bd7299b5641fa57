using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Feature fusion module: <c>f = conv1×1(x)</c>, then <c>f + f · σ(W₂ relu(W₁ mean(f)))</c> without biases.</summary>
/// <remarks>Its input is a concatenation. Source: BiSeNet (Yu et al., ECCV 2018), with the reduction as used there (1) or in STDC (4).</remarks>
[Operator("ffm")]
public sealed record FeatureFusionModule : Operator
{
    /// <summary>Channel reduction inside the attention, 1..64.</summary>
    [Argument("r", Min = 1, Max = 64)] public int Reduction { get; init; } = 1;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var features = graph.ConvBnRelu(input, target.Width, kernel: 1);
        var squeezed = graph.Relu(graph.Conv(graph.GlobalAverage(features), Math.Max(1, target.Width / Reduction), kernel: 1, bias: false));
        var gate = graph.Sigmoid(graph.Conv(squeezed, target.Width, kernel: 1, bias: false));
        return graph.Add(features, graph.Multiply(features, gate));
    }
}
