using System.Collections.Immutable;

namespace NasFuse.Core.Graphs;

/// <summary>What a learned value starts as.</summary>
public enum Initialization
{
    /// <summary>All zero.</summary>
    Zero,

    /// <summary>All one.</summary>
    One,

    /// <summary>Normal with variance 2 / fan-out, for layers before a rectifier (He et al. 2015).</summary>
    KaimingNormalFanOut,

    /// <summary>Normal with standard deviation 0.01, for classifiers.</summary>
    SmallNormal,

    /// <summary>Normal with variance 1 / fan-in, for layers without a rectifier (LeCun et al. 1998).</summary>
    LecunNormal,

    /// <summary>Normal with the standard deviation <see cref="ParameterSpec.Amount"/>.</summary>
    Normal,

    /// <summary><see cref="ParameterSpec.Amount"/> everywhere.</summary>
    Constant,

    /// <summary><see cref="ParameterSpec.Amount"/> where the first two indices agree, zero elsewhere.</summary>
    Diagonal,
}

/// <summary>A tensor that a primitive owns.</summary>
/// <param name="Name">Role within the primitive: <c>weight</c>, <c>bias</c>, <c>running_mean</c> …</param>
/// <param name="Shape">Full shape; convolution weights are <c>[out, in / groups, k, k]</c>.</param>
/// <param name="Initialization">Start value.</param>
/// <param name="Trainable">False for running statistics, which are not counted as parameters.</param>
/// <param name="Decay">True when weight decay applies (weights of convolutions and matrices; not biases, not normalisation).</param>
public sealed record ParameterSpec(string Name, ImmutableArray<int> Shape, Initialization Initialization, bool Trainable = true, bool Decay = false)
{
    /// <summary>Deviation, constant or diagonal of the start values that need one.</summary>
    public double Amount { get; init; } = 1;

    /// <summary>Number of values.</summary>
    public long Count
    {
        get
        {
            var product = 1L;
            foreach (var length in Shape) product *= length;
            return product;
        }
    }
}
