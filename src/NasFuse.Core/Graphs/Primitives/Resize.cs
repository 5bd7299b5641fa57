namespace NasFuse.Core.Graphs;

/// <summary>How values between pixels are made.</summary>
public enum ResizeMode
{
    /// <summary>Bilinear, half-pixel centres, no antialiasing (PyTorch <c>align_corners=False</c>).</summary>
    Bilinear,

    /// <summary>Nearest, asymmetric with floor (PyTorch <c>nearest</c>).</summary>
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
}
