namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>How good and how fast the supernet was with one pair of branches when the search ended.</summary>
/// <param name="Miou">Mean IoU, 0..1.</param>
/// <param name="LatencyMs">Latency by the table, &gt; 0.</param>
public sealed record PairScore(double Miou, double LatencyMs)
{
    private const double TargetMs = 8.3;
    private const double Exponent = -0.07;

    /// <summary>The number that decides between pairs: <c>mIoU · (latency / 8.3 ms)^−0.07</c>.</summary>
    public double Objective => Miou * Math.Pow(LatencyMs / TargetMs, Exponent);
}
