namespace NasFuse.Core.Graphs;

/// <summary>How much each position has to do with those around it: <c>exp(−|Δ|² / 2α² − |ΔI|² / 2β²)</c> for every other position of a dilated window, divided by their sum.</summary>
/// <remarks>
/// Entry <c>u·window + v</c> of the channels belongs to the offset <c>((u − r)·dilation, (v − r)·dilation)</c>, <c>r = (window − 1) / 2</c>. The position itself
/// and those outside the map have affinity 0. The kernels of dense conditional random fields (Krähenbühl and Koltun, NeurIPS 2011), cut off at the window.
/// </remarks>
/// <param name="Window">Side of the window, odd.</param>
/// <param name="Dilation">Distance between its positions, ≥ 1.</param>
/// <param name="PositionDeviation">α, in positions of the map; null to leave the distance out.</param>
/// <param name="ValueDeviation">β, in units of the input's values; null to leave the values out.</param>
public sealed record WindowAffinity(int Window, int Dilation, double? PositionDeviation, double? ValueDeviation) : Primitive
{
    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0] with { Channels = Window * Window };
    }
}
