namespace NasFuse.Core.Graphs;

/// <summary>Puts each value where the largest of its window stood, zero elsewhere (SegNet, Badrinarayanan et al., TPAMI 2017). Inputs: the values and the <see cref="PoolingIndices"/>.</summary>
/// <param name="Kernel">Side of a window, as in the pooling.</param>
/// <param name="Size">Size of the map that was pooled.</param>
public sealed record Unpooling(int Kernel, Size Size) : Primitive
{
    /// <inheritdoc/>
    public override bool TakesIndices(int input) => input == 1;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 2);
        if (inputs[0] != inputs[1]) throw new ShapeException($"values {inputs[0]} do not fit the pooling indices {inputs[1]}");
        if (inputs[0].Height != (Size.Height + Kernel - 1) / Kernel || inputs[0].Width != (Size.Width + Kernel - 1) / Kernel)
            throw new ShapeException($"a map of {Size} was not pooled to {inputs[0]} by windows of {Kernel}");
        return inputs[0] with { Height = Size.Height, Width = Size.Width };
    }
}
