using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>One mean-field step of a Markov random field as layers: local filters, global label filters in several mixtures, minimum over the mixtures, sum with the scores.</summary>
/// <remarks>
/// With <c>q = softmax U</c>: <c>m = q · (w₁ G₁ ∗ q + w₂ G₂ ∗ q)</c> (b12: a window weighed by distance and by colour), <c>c = conv(m)</c> to <c>mix</c> penalties per class (b13),
/// the smallest of each class (b14), and <c>U − c</c> (b15; the softmax that follows makes it <c>q · e⁻ᶜ</c>). Source: deep parsing network (Liu et al., ICCV 2015, section 3.2).
/// </remarks>
[Operator("mrf")]
public sealed record RandomFieldLayers : Operator
{
    /// <summary>Side of the local window, odd, 3..31.</summary>
    [Argument("win", Min = 3, Max = 31, Odd = true)] public int Window { get; init; } = 7;

    /// <summary>Side of the global label filters, odd, 1..31.</summary>
    [Argument("gk", Min = 1, Max = 31, Odd = true)] public int LabelKernel { get; init; } = 5;

    /// <summary>Mixture components, 1..16.</summary>
    [Argument("mix", Min = 1, Max = 16)] public int Mixtures { get; init; } = 5;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var (near, similar) = RandomFieldAffinity.Of(graph, input.Size, Window, dilation: 1);
        var beliefs = graph.Softmax(input);
        var messages = graph.Multiply(beliefs, graph.Add(Weigh(graph, near, beliefs, "near_weight"), Weigh(graph, similar, beliefs, "similar_weight")));
        var penalties = graph.Emit(
            new Convolution(input.Channels * Mixtures, LabelKernel, Bias: true) { WeightInitialization = Initialization.SmallNormal }, "labels", messages);
        return graph.Subtract(input, graph.Emit(new GroupMinimum(Mixtures), "minimum", penalties));
    }

    private Value Weigh(GraphBuilder graph, Value affinity, Value beliefs, string label) => graph.Multiply(
        graph.Emit(new WindowSum(Window, 1), "sum", affinity, beliefs), graph.Emit(new LearnedConstant(new TensorShape(1, 1, 1), Initialization.One), label));
}
