namespace NasFuse.Core.Graphs;

/// <summary>Moves a map within its frame: <c>output[c, i, j] = input[c, i + Rows, j + Columns]</c>, zero where that lies outside; the size stays.</summary>
/// <param name="Rows">Rows the map moves up; negative moves it down.</param>
/// <param name="Columns">Columns the map moves to the left; negative moves it to the right.</param>
public sealed record Shift(int Rows, int Columns) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
