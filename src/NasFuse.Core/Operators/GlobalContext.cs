using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Global context: the map beside its own mean, each position's vector brought to a learned length, projected together (ParseNet, Liu et al. 2015, sections 3.2-3.3).</summary>
[Operator("gapl2")]
public sealed record GlobalContext : Operator
{
    /// <summary>Start value of the learned lengths, as published.</summary>
    private const double Length = 10;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var context = graph.Resize(Normalize(graph, graph.GlobalAverage(input)), input.Size);
        return graph.ConvBnRelu(graph.Concat(Normalize(graph, input), context), target.Width, kernel: 1);
    }

    private static Value Normalize(GraphBuilder graph, Value input) => graph.Multiply(
        graph.Emit(new L2Normalization(0), "l2", input),
        graph.Emit(new LearnedConstant(new TensorShape(input.Channels, 1, 1), Initialization.Constant, Length), "length"));
}
