namespace NasFuse.Core.Graphs;

/// <summary>Layer normalisation over one dimension with a learned factor and offset per entry (Ba et al. 2016).</summary>
/// <param name="Axis">0 for the channels of maps, 2 for the columns of token matrices.</param>
public sealed record LayerNormalization(int Axis) : Primitive
{
    /// <summary>Added to the variance.</summary>
    public const double Epsilon = 1e-6;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return Axis is 0 or 2 ? inputs[0] : throw new ShapeException($"layer normalisation goes over dimension 0 or 2, not {Axis}");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs) =>
        [new("weight", [inputs[0][Axis]], Initialization.One), new("bias", [inputs[0][Axis]], Initialization.Zero)];
}
