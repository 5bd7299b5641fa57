using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>A stack of k×k convolutions, each with batch normalisation and activation unless told otherwise.</summary>
/// <remarks>The first one carries stride and changes the channels; without normalisation there is a bias.</remarks>
[Operator("conv")]
public sealed record Conv : Operator
{
    /// <summary>Kernel side, odd, 1..31.</summary>
    [Argument("k", Min = 1, Max = 31, Odd = true)] public int Kernel { get; init; } = 3;

    /// <summary>Stride of the first convolution, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 1;

    /// <summary>Dilation, 1..64.</summary>
    [Argument("d", Min = 1, Max = 64)] public int Dilation { get; init; } = 1;

    /// <summary>Groups; must divide the channels.</summary>
    [Argument("g", Min = 1, Max = 65536)] public int Groups { get; init; } = 1;

    /// <summary>Number of convolutions, 1..16.</summary>
    [Argument("n", Min = 1, Max = 16)] public int Count { get; init; } = 1;

    /// <summary>Batch normalisation after each convolution.</summary>
    [Argument("bn")] public bool Normalize { get; init; } = true;

    /// <summary>A bias per output channel; unless given, there is one exactly when there is no normalisation.</summary>
    [Argument("b")] public bool? Bias { get; init; }

    /// <summary>Activation after each convolution.</summary>
    [Argument("act")] public Activation Activation { get; init; } = Activation.Relu;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var value = input;
        for (var i = 0; i < Count; i++)
        {
            value = graph.Conv(value, target.Width, Kernel, i == 0 ? FirstStride : 1, Dilation, Groups, Bias ?? !Normalize);
            if (Normalize) value = graph.BatchNorm(value);
            value = graph.Activate(value, Activation);
        }
        return value;
    }
}
