namespace NasFuse.Core.Graphs;

/// <summary>How two tensors are joined element by element.</summary>
public enum ElementwiseFunction
{
    /// <summary><c>a + b</c></summary>
    Add,

    /// <summary><c>a · b</c></summary>
    Multiply,

    /// <summary><c>max(a, b)</c></summary>
    Max,

    /// <summary><c>a − b</c></summary>
    Subtract,
}

/// <summary>Joins two tensors element by element; a dimension of 1 broadcasts.</summary>
public sealed record Elementwise(ElementwiseFunction Function) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 2);
        var (a, b) = (inputs[0], inputs[1]);
        if (Fits(a.Channels, b.Channels) && Fits(a.Height, b.Height) && Fits(a.Width, b.Width))
            return new TensorShape(Math.Max(a.Channels, b.Channels), Math.Max(a.Height, b.Height), Math.Max(a.Width, b.Width));
        throw new ShapeException($"{Function} needs equal (or broadcastable) shapes but got {a} and {b}");
    }

    private static bool Fits(int a, int b) => a == b || a == 1 || b == 1;
}
