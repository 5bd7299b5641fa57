namespace NasFuse.Core.Graphs;

/// <summary>Linear layer on the columns of token matrices: <c>[B, L, D] → [B, L, E]</c>, <c>y = x Wᵀ + b</c>.</summary>
/// <param name="Width">Columns of the result, E.</param>
/// <param name="Bias">True for an offset per column.</param>
public sealed record Linear(int Width, bool Bias = true) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0] with { Width = Width };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs)
    {
        var weight = new ParameterSpec("weight", [Width, inputs[0].Width], Initialization.LecunNormal, Decay: true);
        return Bias ? [weight, new ParameterSpec("bias", [Width], Initialization.Zero)] : [weight];
    }

    /// <inheritdoc/>
    public override long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) => output.Elements * inputs[0].Width;
}
