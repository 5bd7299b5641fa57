namespace NasFuse.Core.Graphs;

/// <summary>
/// In training sets whole channels to zero at random, each with the probability <c>Percent / 100</c> and for each image anew, and divides the others by what
/// is left of 1, so that the mean stays; otherwise the identity. A deployed graph has none.
/// </summary>
/// <remarks>
/// Neighbouring positions of a map carry nearly the same value, so dropping single ones would hide nothing (Tompson et al., CVPR 2015).
/// </remarks>
/// <param name="Percent">Channels dropped of 100, 1..90.</param>
public sealed record ChannelDropout(int Percent) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0];
    }
}
