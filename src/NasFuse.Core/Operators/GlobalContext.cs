using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Global context: the map beside its own mean, each position's vector brought to a learned length, projected together (ParseNet, Liu et al. 2015, sections 3.2-3.3).</summary>
[Operator("gapl2")]
public sealed record GlobalContext : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var context = graph.Resize(graph.LearnedLength(graph.GlobalAverage(input)), input.Size);
        return graph.ConvBnRelu(graph.Concat(graph.LearnedLength(input), context), target.Width, kernel: 1);
    }
}
