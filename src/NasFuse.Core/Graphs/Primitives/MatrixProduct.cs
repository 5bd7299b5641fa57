namespace NasFuse.Core.Graphs;

/// <summary>Products of matrices: <c>[B, R, K] · [B, K, C] → [B, R, C]</c>; a batch of one broadcasts.</summary>
/// <param name="TransposeSecond">True when the second input is <c>[B, C, K]</c>.</param>
public sealed record MatrixProduct(bool TransposeSecond = false) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 2);
        var (a, b) = (inputs[0], inputs[1]);
        var (inner, columns) = TransposeSecond ? (b.Width, b.Height) : (b.Height, b.Width);
        if (a.Width != inner || (a.Channels != b.Channels && a.Channels != 1 && b.Channels != 1))
            throw new ShapeException($"matrices {a} and {b}{(TransposeSecond ? " (transposed)" : "")} cannot be multiplied");
        return new TensorShape(Math.Max(a.Channels, b.Channels), a.Height, columns);
    }

    /// <inheritdoc/>
    public override long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) => output.Elements * inputs[0].Width;
}
