namespace NasFuse.Core.Graphs;

/// <summary>One of the few things a lowered graph is made of. Executors (torch, ONNX, cost) switch over these and nothing else.</summary>
/// <remarks>Immutable; compared by value. Every primitive has exactly one output.</remarks>
public abstract record Primitive
{
    /// <summary>Shape of the output, <c>[C, H, W]</c>, given those of the inputs.</summary>
    /// <exception cref="ShapeException">The inputs do not fit.</exception>
    public abstract TensorShape InferShape(ReadOnlySpan<TensorShape> inputs);

    /// <summary>Learned and running values this primitive owns, in a fixed order.</summary>
    public virtual IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs) => [];

    /// <summary>Multiply-accumulates per image. Only convolutions and matrix products count (convention of the field's MAC tables).</summary>
    public virtual long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) => 0;

    /// <summary>True when it decides by comparing values, so that a rounding difference between two nearly equal ones can change the output by much.</summary>
    public virtual bool Decides => false;

    /// <summary>True when the output is no map of numbers but says where numbers stood.</summary>
    public virtual bool GivesIndices => false;

    /// <summary>True when the input at a position must be one that <see cref="GivesIndices"/>.</summary>
    public virtual bool TakesIndices(int input) => false;

    /// <summary>Throws when the number of inputs is not <paramref name="expected"/>.</summary>
    protected void RequireInputs(ReadOnlySpan<TensorShape> inputs, int expected)
    {
        if (inputs.Length != expected) throw new ShapeException($"{GetType().Name} takes {expected} input(s) but got {inputs.Length}");
    }
}
