namespace NasFuse.Core.Graphs;

/// <summary>What is taken from a pooling window.</summary>
public enum PoolingFunction
{
    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The mean, padding counted in.</summary>
    Average,
}

/// <summary>Window pooling whose output is <c>ceil(H / stride)</c> high: odd kernels pad by <c>(k − 1) / 2</c>, even ones let the last window hang over (ceil mode).</summary>
/// <param name="Function">Max or average.</param>
/// <param name="Kernel">Window side, ≥ 2.</param>
/// <param name="Stride">Stride, ≥ 1; for even kernels equal to the kernel.</param>
public sealed record Pooling(PoolingFunction Function, int Kernel, int Stride) : Primitive
{
    /// <summary>Padding on each side.</summary>
    public int Padding => Kernel % 2 == 0 ? 0 : (Kernel - 1) / 2;

    /// <summary>True when the last window may hang over the edge.</summary>
    public bool CeilMode => Kernel % 2 == 0;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        if (Kernel % 2 == 0 && Stride != Kernel) throw new ShapeException($"pooling with the even kernel {Kernel} needs stride {Kernel} but got {Stride}");
        return inputs[0] with { Height = (inputs[0].Height + Stride - 1) / Stride, Width = (inputs[0].Width + Stride - 1) / Stride };
    }
}
