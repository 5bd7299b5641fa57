namespace NasFuse.Core.Graphs;

/// <summary>Linear map of p×p patches without overlap, with bias; the map is padded with zeros below and on the right to whole patches. The result is <c>ceil(H / p)</c> high.</summary>
/// <param name="Width">Output channels.</param>
/// <param name="Patch">Side of a patch, ≥ 1.</param>
public sealed record PatchEmbedding(int Width, int Patch) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return new TensorShape(Width, (inputs[0].Height + Patch - 1) / Patch, (inputs[0].Width + Patch - 1) / Patch);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs) =>
    [
        new("weight", [Width, inputs[0].Channels, Patch, Patch], Initialization.LecunNormal, Decay: true),
        new("bias", [Width], Initialization.Zero),
    ];

    /// <inheritdoc/>
    public override long CountMacs(ReadOnlySpan<TensorShape> inputs, TensorShape output) => output.Elements * inputs[0].Channels * Patch * Patch;
}
