namespace NasFuse.Core.Graphs;

/// <summary>Softmax over one dimension.</summary>
/// <param name="Axis">0 for channels, 1 for rows, 2 for columns.</param>
public sealed record Softmax(int Axis = 0) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
