using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Transposed k×k convolution with stride k and bias: enlarges by k and is cut to the size of its scale (U-Net, Ronneberger et al., MICCAI 2015).</summary>
[Operator("tconv")]
public sealed record TransposedConv : Operator
{
    /// <summary>Enlargement and kernel side, 2..32.</summary>
    [Argument("k", Min = 2, Max = 32)] public int Kernel { get; init; } = 2;

    /// <inheritdoc/>
    public override int Enlargement => Kernel;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.CropTo(graph.Emit(new TransposedConvolution(target.Width, Kernel), "tconv", input), target.Size);
}
