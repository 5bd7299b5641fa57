namespace NasFuse.Core.Graphs;

/// <summary>2-D convolution with "same" padding <c>dilation · (kernel − 1) / 2</c>, so that the output is <c>ceil(H / stride)</c> high.</summary>
/// <param name="Width">Output channels.</param>
/// <param name="Kernel">Kernel side, odd.</param>
/// <param name="Stride">Stride, ≥ 1.</param>
/// <param name="Dilation">Dilation, ≥ 1.</param>
/// <param name="Groups">Groups; must divide input and output channels.</param>
/// <param name="Bias">True for a bias per output channel (no normalisation follows).</param>
public sealed record Convolution(int Width, int Kernel, int Stride = 1, int Dilation = 1, int Groups = 1, bool Bias = false) : Primitive
{
    /// <summary>Padding on each side.</summary>
    public int Padding => Dilation * (Kernel - 1) / 2;

    /// <summary>Start value of the weights.</summary>
    public Initialization WeightInitialization { get; init; } = Initialization.KaimingNormalFanOut;

    /// <summary>What the start value of the weights needs, see <see cref="ParameterSpec.Amount"/>.</summary>
    public double WeightAmount { get; init; } = 1;

    /// <summary>Start value of the bias.</summary>
    public double BiasAmount { get; init; }

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        if (Kernel % 2 == 0) throw new ShapeException($"a convolution needs an odd kernel but got {Kernel}");
        if (inputs[0].Channels % Groups != 0 || Width % Groups != 0)
            throw new ShapeException($"{Groups} groups do not divide {inputs[0].Channels} input and {Width} output channels");
        return new TensorShape(Width, CeilDivide(inputs[0].Height), CeilDivide(inputs[0].Width));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs)
    {
        var weight = new ParameterSpec("weight", [Width, inputs[0].Channels / Groups, Kernel, Kernel], WeightInitialization, Decay: true) { Amount = WeightAmount };
        return Bias ? [weight, new ParameterSpec("bias", [Width], Initialization.Constant) { Amount = BiasAmount }] : [weight];
    }

    /// <inheritdoc/>
    public override long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) =>
        (long)Kernel * Kernel * (inputs[0].Channels / Groups) * output.Elements;

    private int CeilDivide(int length) => (length + Stride - 1) / Stride;
}
