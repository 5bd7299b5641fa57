using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Multiplies by one of the gates of the node that the edge comes from: <c>gate:1</c> takes entry 1 of its port <c>g</c> (dynamic routing, Li et al., CVPR 2020).</summary>
/// <remarks>Another node's gate is a fusion of its own: <c>mul{a; b.g}</c>.</remarks>
[AlignStep("gate", Pattern = @"gate:(?<j>\d+)")]
public sealed record GateStep : AlignStep
{
    /// <summary>Which gate, from 0, 0..15.</summary>
    [Argument("j", Min = 0, Max = 15)] public int Index { get; init; }

    /// <inheritdoc/>
    protected internal override string CompactText => $"gate:{Index}";

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target)
    {
        if (target.SourcePorts is null || !target.SourcePorts.TryGetValue("g", out var gates))
            throw new ShapeException($"'gate:{Index}' needs a source with gates, such as a 'drcell'");
        if (Index >= gates.Channels) throw new ShapeException($"'gate:{Index}' is not there: the source has the gates 0..{gates.Channels - 1}; give it more by gates={Index + 1}");
        return graph.Multiply(input, graph.Slice(gates, Index, 1));
    }
}
