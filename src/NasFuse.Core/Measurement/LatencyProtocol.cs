using System.Collections.Immutable;

namespace NasFuse.Core.Measurement;

/// <summary>The one way in which latency is measured, whatever runs the network.</summary>
/// <remarks>
/// Warm-up goes in windows of <see cref="WindowRuns"/> runs until the median of a window differs from that of the window before by at most
/// <see cref="SettledShare"/>; it gives up after <see cref="MaxWarmUpRuns"/> runs or <see cref="MaxWarmUp"/>. Then every run is timed on its own.
/// Where the process may, the thread runs before ordinary work meanwhile (<see cref="RealTimeThread"/>).
/// </remarks>
public static class LatencyProtocol
{
    /// <summary>Warm-up runs per window.</summary>
    public const int WindowRuns = 5;

    /// <summary>Relative change between the medians of two windows that counts as settled.</summary>
    public const double SettledShare = 0.03;

    /// <summary>Warm-up runs after which it gives up.</summary>
    public const int MaxWarmUpRuns = 100;

    /// <summary>Warm-up time after which it gives up; at least two windows are always run.</summary>
    public static readonly TimeSpan MaxWarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Warms up, then times <paramref name="runs"/> runs.</summary>
    /// <param name="run">One complete run; must return only when the device has finished it.</param>
    /// <param name="runs">Timed runs, ≥ 1.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runs"/> is below 1.</exception>
    public static LatencyStatistics Measure(Action run, int runs, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        return RealTimeThread.Run(() => MeasureHere(run, runs, clock));
    }

    private static LatencyStatistics MeasureHere(Action run, int runs, TimeProvider clock)
    {
        var (warmUpRuns, settled) = WarmUp(run, clock);
        var samples = new double[runs];
        for (var i = 0; i < runs; i++) samples[i] = TimeMs(run, clock);
        return LatencyStatistics.Of(ImmutableArray.Create(samples), warmUpRuns, settled);
    }

    private static (int Runs, bool Settled) WarmUp(Action run, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        var last = WindowMedianMs(run, clock);
        for (var runs = 2 * WindowRuns; ; runs += WindowRuns)
        {
            var median = WindowMedianMs(run, clock);
            if (Math.Abs(median - last) <= SettledShare * last) return (runs, true);
            if (runs >= MaxWarmUpRuns || clock.GetElapsedTime(start) >= MaxWarmUp) return (runs, false);
            last = median;
        }
    }

    private static double WindowMedianMs(Action run, TimeProvider clock)
    {
        var window = new double[WindowRuns];
        for (var i = 0; i < window.Length; i++) window[i] = TimeMs(run, clock);
        return Quantiles.Median(window);
    }

    private static double TimeMs(Action run, TimeProvider clock)
    {
        var start = clock.GetTimestamp();
        run();
        return clock.GetElapsedTime(start).TotalMilliseconds;
    }
}
