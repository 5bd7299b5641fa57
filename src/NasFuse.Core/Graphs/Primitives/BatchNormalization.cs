namespace NasFuse.Core.Graphs;

/// <summary>Batch normalisation per channel with affine parameters and running statistics (Ioffe and Szegedy 2015).</summary>
public sealed record BatchNormalization : Primitive
{
    /// <summary>Added to the variance.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Share of a new batch in the running statistics.</summary>
    public const double Momentum = 0.1;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs)
    {
        var channels = inputs[0].Channels;
        return
        [
            new("weight", [channels], Initialization.One),
            new("bias", [channels], Initialization.Zero),
            new("running_mean", [channels], Initialization.Zero, Trainable: false),
            new("running_var", [channels], Initialization.One, Trainable: false),
        ];
    }
}
