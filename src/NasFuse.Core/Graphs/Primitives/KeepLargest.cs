namespace NasFuse.Core.Graphs;

/// <summary>Keeps the largest values over the channels at each position and sets the others to zero; values equal to the last one kept are kept too.</summary>
/// <param name="Count">How many, ≥ 1; all of them where there are no more channels.</param>
public sealed record KeepLargest(int Count) : Primitive
{
    /// <inheritdoc/>
    public override bool Decides => true;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
