namespace NasFuse.Torch.Execution;

/// <summary>Numbers as operands of tensor operations.</summary>
/// <remarks>
/// TorchSharp 0.107 keeps a number in native memory that its finalizer frees, and does not hold on to the number during a call: one that was made on the
/// way, as in <c>a * 2</c> or by <c>a.add(b)</c> (which makes its factor 1), can be freed while it is read, and the result is then wrong or an error.
/// So numbers are held here or by a <c>using</c>, and <c>BannedSymbols.Torch.txt</c> forbids the rest.
/// </remarks>
internal static class Numbers
{
    /// <summary>The factor of plain sums.</summary>
    public static Scalar One { get; } = 1.ToScalar();

    /// <summary><c>a + b</c></summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, One);

    /// <summary><c>a += b</c></summary>
    public static Tensor Increase(this Tensor a, Tensor b) => a.add_(b, One);

    /// <summary><c>a · number</c></summary>
    public static Tensor Times(this Tensor a, double number)
    {
        using var factor = number.ToScalar();
        return a.mul(factor);
    }

    /// <summary><c>a · number</c> for whole numbers, of <paramref name="a"/>'s type</summary>
    public static Tensor Times(this Tensor a, long number)
    {
        using var factor = number.ToScalar();
        return a.mul(factor);
    }

    /// <summary><c>a = number</c>, <c>bool</c></summary>
    public static Tensor Is(this Tensor a, long number)
    {
        using var scalar = number.ToScalar();
        return a.eq(scalar);
    }

    /// <summary><c>a ≠ number</c>, <c>bool</c></summary>
    public static Tensor IsNot(this Tensor a, long number)
    {
        using var scalar = number.ToScalar();
        return a.ne(scalar);
    }

    /// <summary><c>a ≥ number</c>, <c>bool</c></summary>
    public static Tensor IsAtLeast(this Tensor a, double number)
    {
        using var scalar = number.ToScalar();
        return a.ge(scalar);
    }

    /// <summary><c>a &gt; number</c>, <c>bool</c></summary>
    public static Tensor Exceeds(this Tensor a, double number)
    {
        using var scalar = number.ToScalar();
        return a.gt(scalar);
    }

    /// <summary><c>min(a, number)</c></summary>
    public static Tensor AtMost(this Tensor a, double number)
    {
        using var scalar = number.ToScalar();
        return a.clamp_max(scalar);
    }

    /// <summary><c>a ·= number</c></summary>
    public static Tensor Multiply(this Tensor a, double number)
    {
        using var factor = number.ToScalar();
        return a.mul_(factor);
    }

    /// <summary><c>a += factor · b</c></summary>
    public static Tensor Increase(this Tensor a, Tensor b, double factor)
    {
        using var scalar = factor.ToScalar();
        return a.add_(b, scalar);
    }

    /// <summary><c>a += number</c></summary>
    public static Tensor Increase(this Tensor a, double number)
    {
        using var scalar = number.ToScalar();
        return a.add_(scalar, One);
    }
}
