namespace NasFuse.Core.Graphs;

/// <summary>Weighted sum over a dilated window around each position, zero outside: <c>y[k, p] = Σ_o w[o, p] · x[k, p + o]</c>. Inputs: weights <c>[window², H, W]</c> and <c>x [K, H, W]</c>.</summary>
/// <param name="Window">Side of the window, odd; offsets are numbered as in <see cref="WindowAffinity"/>.</param>
/// <param name="Dilation">Distance between its positions, ≥ 1.</param>
public sealed record WindowSum(int Window, int Dilation) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 2);
        if (inputs[0].Channels != Window * Window || inputs[0].Size != inputs[1].Size)
            throw new ShapeException($"weights {inputs[0]} are not those of a window of {Window} over {inputs[1]}");
        return inputs[1];
    }

    /// <inheritdoc/>
    public override long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) => output.Elements * Window * Window;
}
