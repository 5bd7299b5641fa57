using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Like <see cref="DataGates"/>, but only the k largest gates of each image stay open.</summary>
/// <remarks>The graph is static: inputs that are not chosen are computed all the same.</remarks>
[Fusion("select")]
public sealed record TopSelection : Fusion
{
    /// <summary>Inputs that stay, 1..64.</summary>
    [Argument("k", Min = 1, Max = 64)] public int Count { get; init; } = 1;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) =>
        DataGates.WeightedBy(graph, inputs, graph.Emit(new KeepLargest(Count), "chosen", DataGates.Gates(graph, inputs)));
}
