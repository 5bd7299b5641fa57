namespace NasFuse.Core.Graphs;

/// <summary>Where in each k×k window (stride k, the last one may hang over) the largest value stands; of equal ones the first in reading order.</summary>
/// <remarks>The result is no map of numbers: only <see cref="Unpooling"/> can read it.</remarks>
/// <param name="Kernel">Side of a window, ≥ 2.</param>
public sealed record PoolingIndices(int Kernel) : Primitive
{
    /// <inheritdoc/>
    public override bool GivesIndices => true;

    /// <inheritdoc/>
    public override bool Decides => true;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0] with { Height = (inputs[0].Height + Kernel - 1) / Kernel, Width = (inputs[0].Width + Kernel - 1) / Kernel };
    }
}
