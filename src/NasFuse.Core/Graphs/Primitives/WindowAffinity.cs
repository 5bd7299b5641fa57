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
    // An exponent below all real ones, and one below it: where nothing but the position itself lies in the window, all weight falls on that entry.
    private const float Itself = -1e20f;
    private const float Outside = -1e30f;

    /// <inheritdoc/>
    public override TensorShape InferShape(ReadOnlySpan<TensorShape> inputs)
    {
        RequireInputs(inputs, 1);
        return inputs[0] with { Channels = Window * Window };
    }

    /// <summary>
    /// What the rows add to the exponents, <c>[window², height]</c>: <c>−Δ² / 2α²</c>, or a finite number so low that nothing is left of the position itself
    /// and of those outside.
    /// </summary>
    /// <remarks>
    /// The affinity is the softmax over the channels of the sum of this, <see cref="ExponentsPerColumn"/> and the values' part, times <see cref="Others"/>.
    /// A softmax, other than the plain quotient, does not lose what is far away from everything around it to underflow.
    /// </remarks>
    /// <param name="height">Rows of the map.</param>
    public float[] ExponentsPerRow(int height)
    {
        var exponents = Exponents(height, entry => entry / Window);
        exponents.AsSpan(Window * Window / 2 * height, height).Fill(Itself);
        return exponents;
    }

    /// <summary>What the columns add to the exponents, <c>[window², width]</c>; see <see cref="ExponentsPerRow"/>.</summary>
    /// <param name="width">Columns of the map.</param>
    public float[] ExponentsPerColumn(int width) => Exponents(width, entry => entry % Window);

    /// <summary>One for every entry of the window, zero for the position itself.</summary>
    public float[] Others()
    {
        var others = new float[Window * Window];
        Array.Fill(others, 1);
        others[others.Length / 2] = 0;
        return others;
    }

    private float[] Exponents(int length, Func<int, int> stepOf)
    {
        var exponents = new float[Window * Window * length];
        for (var i = 0; i < exponents.Length; i++)
        {
            var offset = (stepOf(i / length) - (Window - 1) / 2) * Dilation;
            var target = i % length + offset;
            if (target < 0 || target >= length) exponents[i] = Outside;
            else if (PositionDeviation is { } deviation) exponents[i] = (float)(-0.5 * offset * offset / (deviation * deviation));
        }
        return exponents;
    }
}
