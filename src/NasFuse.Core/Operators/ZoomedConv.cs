using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Zoomed convolution: shrink the map by two, convolve, enlarge it again.</summary>
/// <remarks>A larger receptive field for a quarter of the cost; with stride 2 the enlargement is left out. Source: FasterSeg (Chen et al., ICLR 2020), section 3.1.</remarks>
[Operator("zoom")]
public sealed record ZoomedConv : Operator
{
    /// <summary>Number of 3×3 convolutions on the small map, 1..4.</summary>
    [Argument("n", Min = 1, Max = 4)] public int Convolutions { get; init; } = 1;

    /// <summary>1 to come back to the input's size, 2 to stay at half of it.</summary>
    [Argument("s", Min = 1, Max = 2)] public int FirstStride { get; init; } = 1;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var half = new Size((input.Size.Height + 1) / 2, (input.Size.Width + 1) / 2);
        var small = graph.Resize(input, half);
        for (var i = 0; i < Convolutions; i++) small = graph.ConvBnRelu(small, target.Width, kernel: 3);
        return graph.Resize(small, target.Size);
    }
}
