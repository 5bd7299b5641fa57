using NasFuse.Core.Measurement;

namespace NasFuse.Core.Tests.Measurement;

public sealed class LatencyProtocolTests
{
    private readonly ScriptedClock _clock = new();

    [Fact]
    public void Steady_runs_need_two_windows_of_warm_up()
    {
        var measured = Measure(_ => 4, runs: 10);
        Assert.Equal((10, true, 10), (measured.WarmUpRuns, measured.WarmUpSettled, measured.Runs));
        Assert.Equal((4.0, 4.0, 4.0), (measured.MedianMs, measured.P95Ms, measured.MinMs));
    }

    [Fact]
    public void Warm_up_goes_on_while_runs_get_faster()
    {
        // 20, 18, 16 ... ms per window of five, then steady: slow beginnings never reach the samples.
        var measured = Measure(run => Math.Max(10, 20 - run / 5 * 2), runs: 8);
        Assert.True(measured.WarmUpSettled);
        Assert.Equal(35, measured.WarmUpRuns);
        Assert.All(measured.Samples, sample => Assert.Equal(10, sample));
    }

    [Fact]
    public void Single_outliers_do_not_prolong_the_warm_up() =>
        Assert.Equal(10, Measure(run => run is 2 or 8 ? 400 : 4, runs: 3).WarmUpRuns);

    [Fact]
    public void Runs_that_never_settle_are_given_up_and_told()
    {
        var measured = Measure(run => run / 5 % 2 == 0 ? 1 : 2, runs: 4);
        Assert.False(measured.WarmUpSettled);
        Assert.Equal(LatencyProtocol.MaxWarmUpRuns, measured.WarmUpRuns);
    }

    [Fact]
    public void Slow_runs_stop_warming_up_after_the_time_limit()
    {
        var measured = Measure(run => run / 5 % 2 == 0 ? 300 : 600, runs: 1);
        Assert.Equal((10, false), (measured.WarmUpRuns, measured.WarmUpSettled));
    }

    [Fact]
    public void Statistics_are_those_of_the_samples_in_order()
    {
        // Warm-up takes ten runs of 5 ms, then come 1, 2, ... 21 ms.
        var measured = Measure(run => run < 10 ? 5 : run - 9, runs: 21);
        Assert.Equal(Enumerable.Range(1, 21).Select(i => (double)i), measured.Samples);
        Assert.Equal((11.0, 20.0, 1.0), (measured.MedianMs, measured.P95Ms, measured.MinMs));
    }

    [Fact]
    public void At_least_one_run_is_needed() => Assert.Throws<ArgumentOutOfRangeException>(() => Measure(_ => 1, runs: 0));

    private LatencyStatistics Measure(Func<int, double> durationMs, int runs)
    {
        var run = 0;
        return LatencyProtocol.Measure(() => _clock.Advance(durationMs(run++)), runs, _clock);
    }

    /// <summary>A clock that moves only when told.</summary>
    private sealed class ScriptedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double milliseconds) => _ticks += (long)(milliseconds * TimeSpan.TicksPerMillisecond);
    }

    [Fact]
    public void Pooled_measurements_count_as_one()
    {
        var pooled = LatencyStatistics.Pool([LatencyStatistics.Of([1, 2, 9], 10, true), LatencyStatistics.Of([3, 4], 5, false)]);
        Assert.Equal([1, 2, 9, 3, 4], pooled.Samples);
        Assert.Equal((3, 1, 5, 15, false), (pooled.MedianMs, pooled.MinMs, pooled.Runs, pooled.WarmUpRuns, pooled.WarmUpSettled));
        Assert.Equal(8, pooled.P95Ms, 12);
    }
}
