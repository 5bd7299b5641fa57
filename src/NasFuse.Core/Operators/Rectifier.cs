using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>A rectifier alone, e.g. after an element-wise fusion (HRNet's exchange unit).</summary>
[Operator("relu")]
public sealed record Rectifier : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) => graph.Relu(input);
}
