using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Mean-field iterations of a conditional random field over scores, with a window instead of the whole image: <c>U ← U₀ + M (W₁ (G₁ ∗ Q) + W₂ (G₂ ∗ Q))</c>, <c>Q = softmax U</c>.</summary>
/// <remarks>
/// <c>G₁</c> weighs by distance, <c>G₂</c> also by colour; the three K×K matrices are learned from 3·I, 5·I and I and shared by all iterations. Source: CRF-RNN (Zheng et al.,
/// ICCV 2015); the sign of the compatibility is in M. Distortion: the original filters see the whole image (permutohedral lattice), which no static graph can.
/// </remarks>
[Operator("crf")]
public sealed record RandomFieldIterations : Operator
{
    /// <summary>Iterations, 1..20.</summary>
    [Argument("it", Min = 1, Max = 20)] public int Iterations { get; init; } = 5;

    /// <summary>Side of the window, odd, 3..31.</summary>
    [Argument("win", Min = 3, Max = 31, Odd = true)] public int Window { get; init; } = 7;

    /// <summary>Distance between the window's positions, 1..16.</summary>
    [Argument("dil", Min = 1, Max = 16)] public int Dilation { get; init; } = 1;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var (near, similar) = RandomFieldAffinity.Of(graph, input.Size, Window, Dilation);
        var scores = input;
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            using var scope = graph.Scope($"iteration{iteration}", sharedWith: "iteration");
            var beliefs = graph.Softmax(scores);
            var messages = graph.Add(Weigh(graph, near, beliefs, "near", 3), Weigh(graph, similar, beliefs, "similar", 5));
            scores = graph.Add(input, Matrix(graph, messages, "compatibility", 1));
        }
        return scores;
    }

    private Value Weigh(GraphBuilder graph, Value affinity, Value beliefs, string label, double start) =>
        Matrix(graph, graph.Emit(new WindowSum(Window, Dilation), $"{label}_sum", affinity, beliefs), label, start);

    private static Value Matrix(GraphBuilder graph, Value input, string label, double start) => graph.Emit(
        new Convolution(input.Channels, 1) { WeightInitialization = Initialization.Diagonal, WeightAmount = start }, label, input);
}
