namespace NasFuse.Core.Graphs;

/// <summary>Reads the same elements, in the same order, as another shape.</summary>
public sealed record Reshape(TensorShape Shape) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0].Elements == Shape.Elements ? Shape : throw new ShapeException($"{inputs[0]} has other elements than {Shape}");
    }
}
