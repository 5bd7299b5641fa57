namespace NasFuse.Core.Graphs;

/// <summary>Takes a rectangle out of a map.</summary>
/// <param name="Top">First row, ≥ 0.</param>
/// <param name="Left">First column, ≥ 0.</param>
/// <param name="Size">Height and width of the rectangle.</param>
public sealed record Crop(int Top, int Left, Size Size) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        if (Top < 0 || Left < 0 || Top + Size.Height > inputs[0].Height || Left + Size.Width > inputs[0].Width)
            throw new ShapeException($"the rectangle {Size} at ({Top}, {Left}) does not lie in {inputs[0]}");
        return inputs[0] with { Height = Size.Height, Width = Size.Width };
    }
}
