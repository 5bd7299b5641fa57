using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>The logistic function alone; keeps shape.</summary>
[Operator("sigmoid")]
public sealed record SigmoidGate : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) => graph.Sigmoid(input);
}
