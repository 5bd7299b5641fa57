namespace NasFuse.Core.Graphs;

/// <summary>Reorders the dimensions: dimension <c>i</c> of the result is the given dimension of the input, 0 for channels, 1 for rows, 2 for columns.</summary>
public sealed record Permute(int First, int Second, int Third) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        if (((1 << First) | (1 << Second) | (1 << Third)) != 7) throw new ShapeException($"({First}, {Second}, {Third}) is no order of three dimensions");
        return new TensorShape(inputs[0][First], inputs[0][Second], inputs[0][Third]);
    }
}
