namespace NasFuse.Core.Graphs;

/// <summary>Transposed convolution without overlap: every position becomes a k×k block. The result is <c>k·H × k·W</c>.</summary>
/// <param name="Width">Output channels.</param>
/// <param name="Kernel">Side of a block and stride, ≥ 2.</param>
public sealed record TransposedConvolution(int Width, int Kernel) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return new TensorShape(Width, Kernel * inputs[0].Height, Kernel * inputs[0].Width);
    }

    /// <inheritdoc/>
    /// <remarks>Each value of the result is a sum over the input channels, so those are the fan-in; weights lie as <c>[in, out, k, k]</c>.</remarks>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs) =>
    [
        new("weight", [inputs[0].Channels, Width, Kernel, Kernel], Initialization.Normal, Decay: true) { Amount = Math.Sqrt(2.0 / inputs[0].Channels) },
        new("bias", [Width], Initialization.Zero),
    ];

    /// <inheritdoc/>
    public override long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) => output.Elements * inputs[0].Channels;
}
