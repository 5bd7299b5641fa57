namespace NasFuse.Core.Graphs;

/// <summary>Multiplies every element by a fixed number.</summary>
public sealed record MultiplyConstant(float Factor) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
