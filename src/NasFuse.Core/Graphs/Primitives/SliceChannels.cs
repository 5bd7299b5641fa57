namespace NasFuse.Core.Graphs;

/// <summary>Takes a run of channels.</summary>
public sealed record SliceChannels(int Start, int Count) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        if (Start < 0 || Count < 1 || Start + Count > inputs[0].Channels)
            throw new ShapeException($"channels {Start}..{Start + Count - 1} are not all in {inputs[0]}");
        return inputs[0] with { Channels = Count };
    }
}
