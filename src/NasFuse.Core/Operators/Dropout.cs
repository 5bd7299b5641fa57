using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Drops whole channels at random in training and is the identity afterwards; stands before classifiers.</summary>
/// <remarks>
/// Source: Srivastava et al., JMLR 2014; channel by channel as Tompson et al., CVPR 2015, which is what PSPNet uses (p = 10). Costs nothing in the deployed graph.
/// </remarks>
[Operator("drop")]
public sealed record Dropout : Operator
{
    /// <summary>Channels dropped of 100, 1..90.</summary>
    [Argument("p", Min = 1, Max = 90)] public int Percent { get; init; } = 10;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) => graph.Emit(new ChannelDropout(Percent), "drop", input);
}
