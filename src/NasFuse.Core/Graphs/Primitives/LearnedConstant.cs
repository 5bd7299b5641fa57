namespace NasFuse.Core.Graphs;

/// <summary>A learned tensor that does not depend on the image, e.g. the weights of a weighted sum. Broadcasts over the batch.</summary>
/// <param name="Shape">Its shape, <c>[C, H, W]</c>.</param>
/// <param name="Initialization">Its start value.</param>
/// <param name="Amount">What the start value needs, see <see cref="ParameterSpec.Amount"/>.</param>
public sealed record LearnedConstant(TensorShape Shape, Initialization Initialization, double Amount = 1) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs) => Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> ParametersFor(ReadOnlySpan<TensorShape> inputs) =>
        [new("value", [Shape.Channels, Shape.Height, Shape.Width], Initialization) { Amount = Amount }];
}
