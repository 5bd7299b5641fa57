using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Convolution on an edge, most often 1×1 to match channels: <c>cK[sS][dD][n|b][:W]</c>.</summary>
/// <remarks>
/// By default with batch normalisation and rectifier; <c>n</c> leaves the rectifier out, <c>b</c> has a bias and neither.
/// Put before a resampling step it works on the small map (<c>c1>up</c>), behind it on the large one (<c>up>c1</c>).
/// </remarks>
[AlignStep("c1", Pattern = @"c(?<k>\d+)(s(?<s>\d+))?(d(?<d>\d+))?((?<n>n)|(?<b>b))?(:(?<w>\d+))?")]
public sealed record ChannelMatch : AlignStep
{
    /// <summary>Kernel side, odd, 1..31.</summary>
    [Argument("k", Min = 1, Max = 31, Odd = true)] public int Kernel { get; init; } = 1;

    /// <summary>Stride, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int Stride { get; init; } = 1;

    /// <summary>Dilation, 1..64.</summary>
    [Argument("d", Min = 1, Max = 64)] public int Dilation { get; init; } = 1;

    /// <summary>Leave the rectifier out.</summary>
    [Argument("n")] public bool Linear { get; init; }

    /// <summary>A bias instead of batch normalisation, and no rectifier.</summary>
    [Argument("b")] public bool BiasOnly { get; init; }

    /// <summary>Channels to give; 0 for the node's own.</summary>
    [Argument("w", Min = 1, Max = 65536)] public int Width { get; init; }

    /// <inheritdoc/>
    protected internal override string CompactText =>
        $"c{Kernel}{(Stride > 1 ? $"s{Stride}" : "")}{(Dilation > 1 ? $"d{Dilation}" : "")}{(BiasOnly ? "b" : Linear ? "n" : "")}{(Width > 0 ? $":{Width}" : "")}";

    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => from?.DividedBy(Stride);

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target)
    {
        var width = Width > 0 ? Width : target.Width;
        if (BiasOnly) return graph.Conv(input, width, Kernel, Stride, Dilation);
        var normalised = graph.ConvBn(input, width, Kernel, Stride, Dilation);
        return Linear ? normalised : graph.Relu(normalised);
    }
}
