namespace NasFuse.Core.Graphs;

/// <summary>Softmax over the channels.</summary>
public sealed record Softmax : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
