namespace NasFuse.Core.Graphs;

/// <summary>The image, normalised, <c>[3, H, W] float32</c>. Always node 0.</summary>
public sealed record ImageInput(TensorShape Shape) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs) => Shape;
}
