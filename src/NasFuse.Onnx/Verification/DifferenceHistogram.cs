namespace NasFuse.Onnx.Verification;

/// <summary>Absolute differences of many number pairs in constant memory: exact maximum and mean, quantiles to 1 part in 2048.</summary>
/// <remarks>Not-a-number on either side counts as an infinite difference. Not thread-safe.</remarks>
internal sealed class DifferenceHistogram
{
    // Non-negative floats sort like their bits, so the upper 20 bits are buckets of equal relative width.
    private const int DroppedBits = 12;

    private readonly long[] _buckets = new long[(BitConverter.SingleToInt32Bits(float.PositiveInfinity) >> DroppedBits) + 1];
    private double _sum;

    public long Count { get; private set; }

    public double Max { get; private set; }

    public double Mean => Count == 0 ? 0 : _sum / Count;

    public void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length) throw new ArgumentException($"{a.Length} values cannot be compared with {b.Length}", nameof(b));
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] == b[i] ? 0 : MathF.Abs(a[i] - b[i]);
            if (float.IsNaN(difference)) difference = float.PositiveInfinity;
            _buckets[BitConverter.SingleToInt32Bits(difference) >> DroppedBits]++;
            _sum += difference;
            Max = Math.Max(Max, difference);
        }
        Count += a.Length;
    }

    /// <summary>Smallest difference that at least the given share of all pairs does not exceed, rounded up by at most 0.05 %.</summary>
    public double Quantile(double share)
    {
        var needed = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            seen += _buckets[bucket];
            if (seen < needed) continue;
            var upperEdge = BitConverter.Int32BitsToSingle((bucket << DroppedBits) | ((1 << DroppedBits) - 1));
            return float.IsNaN(upperEdge) ? Max : Math.Min(upperEdge, Max);
        }
        return Max;
    }
}
