using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Chain of 3×3 convolutions with stride 2 down to the target's scale: all but the last keep their channels and end with a rectifier.</summary>
/// <remarks>Source: the exchange unit of HRNet (Wang et al., TPAMI 2020). One convolution per octave; none when the scales are equal.</remarks>
[AlignStep("s3")]
public sealed record StridedConvolutionChain : AlignStep
{
    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => to;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target)
    {
        var value = input;
        for (var left = target.Halvings; left > 1; left--) value = graph.ConvBnRelu(value, value.Channels, kernel: 3, stride: 2);
        return target.Halvings == 0 ? value : graph.ConvBn(value, target.Width, kernel: 3, stride: 2);
    }
}
