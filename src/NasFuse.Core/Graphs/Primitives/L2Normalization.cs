namespace NasFuse.Core.Graphs;

/// <summary>Divides by the Euclidean norm over one dimension, at least <see cref="SmallestNorm"/>.</summary>
/// <param name="Axis">0 for channels, 1 for rows, 2 for columns.</param>
public sealed record L2Normalization(int Axis) : Primitive
{
    /// <summary>Smaller norms count as this much, so that zero stays zero.</summary>
    public const double SmallestNorm = 1e-12;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
