namespace NasFuse.Core.Graphs;

/// <summary>How values between pixels are made.</summary>
public enum ResizeMode
{
    /// <summary>Bilinear, half-pixel centres, no antialiasing (PyTorch <c>align_corners=False</c>).</summary>
    Bilinear,

    /// <summary>Bilinear, the corners of both maps on each other (PyTorch <c>align_corners=True</c>).</summary>
    BilinearCorners,

    /// <summary>Nearest, asymmetric with floor (PyTorch <c>nearest</c>): see <see cref="Resize.NearestSource"/>.</summary>
    Nearest,
}

/// <summary>Resamples to a given size.</summary>
public sealed record Resize(Size Size, ResizeMode Mode) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0] with { Height = Size.Height, Width = Size.Width };
    }

    /// <summary>The row or column that <see cref="ResizeMode.Nearest"/> copies.</summary>
    /// <remarks>PyTorch multiplies by a rounded float32 ratio; at about 2 % of all pairs of lengths that differs somewhere from <c>⌊target · from / to⌋</c>, and trained weights have seen PyTorch's choice.</remarks>
    /// <param name="target">Row or column of the result, 0..<paramref name="to"/> − 1.</param>
    /// <param name="from">Rows or columns of the input.</param>
    /// <param name="to">Rows or columns of the result.</param>
    public static int NearestSource(int target, int from, int to) => Math.Min((int)MathF.Floor(target * ((float)from / to)), from - 1);
}
