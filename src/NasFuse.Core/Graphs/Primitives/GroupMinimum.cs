namespace NasFuse.Core.Graphs;

/// <summary>Smallest value of each run of channels: <c>[C, H, W] → [C / size, H, W]</c>.</summary>
/// <param name="Count">Channels per run; must divide them.</param>
public sealed record GroupMinimum(int Count) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        if (inputs[0].Channels % Count != 0) throw new ShapeException($"{inputs[0]} has no runs of {Count} channels");
        return inputs[0] with { Channels = inputs[0].Channels / Count };
    }
}
