namespace NasFuse.Core.Graphs;

/// <summary>Averages to a fixed grid: bin i covers rows <c>floor(i·H/h) … ceil((i+1)·H/h)</c>. A 1×1 grid is the global average.</summary>
public sealed record AdaptiveAveragePooling(Size Grid) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0] with { Height = Grid.Height, Width = Grid.Width };
    }
}
