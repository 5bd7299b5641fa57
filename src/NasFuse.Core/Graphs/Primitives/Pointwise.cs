namespace NasFuse.Core.Graphs;

/// <summary>Functions applied to every element.</summary>
public enum PointwiseFunction
{
    /// <summary><c>max(0, x)</c></summary>
    Relu,

    /// <summary><c>1 / (1 + e⁻ˣ)</c></summary>
    Sigmoid,

    /// <summary><c>tanh x</c></summary>
    Tanh,

    /// <summary><c>x · Φ(x)</c> with the normal distribution function Φ, exactly (Hendrycks and Gimpel 2016).</summary>
    Gelu,
}

/// <summary>An element-wise function without parameters.</summary>
public sealed record Pointwise(PointwiseFunction Function) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
