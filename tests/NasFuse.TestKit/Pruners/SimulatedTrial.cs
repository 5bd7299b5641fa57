using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;

namespace NasFuse.TestKit.Pruners;

/// <summary>A trial whose learning curve is known: <c>quality · (1 − exp(−speed · e / E)) / (1 − exp(−speed))</c>, plus noise.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Quality">True mIoU at the end.</param>
/// <param name="Macs">Its cost.</param>
/// <param name="Speed">How bent its curve is, above 0.</param>
public sealed record SimulatedTrial(int Number, double Quality, double Macs, double Speed = 3)
{
    /// <summary>Latency is the MACs per million, with passes that scatter by a twentieth.</summary>
    public ImmutableSortedDictionary<string, double> Known => new Dictionary<string, double>
    {
        [MetricNames.Macs] = Macs, [MetricNames.Parameters] = Macs / 100, [MetricNames.ActivationBytes] = 1000,
        [MetricNames.LatencyMs] = Macs / 1e6, [MetricNames.LatencyP95Ms] = 1.05 * Macs / 1e6,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>True mIoU after an epoch.</summary>
    public double QualityAt(int epoch, int epochs) => Quality * (1 - Math.Exp(-Speed * epoch / epochs)) / (1 - Math.Exp(-Speed));

    /// <summary>Trials of random quality, cost and speed; costlier ones are a little better on average.</summary>
    public static SimulatedTrial[] Draw(int count, ulong seed) => [.. Enumerable.Range(0, count).Select(number =>
    {
        var random = RandomStreams.Create(seed, "simulated trial", number);
        var size = random.NextDouble();
        return new SimulatedTrial(number, 0.25 + 0.15 * size + 0.3 * random.NextDouble(), Math.Round(1e7 * Math.Exp(2 * size)), 2 + 3 * random.NextDouble());
    })];
}
