using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;
using NasFuse.Torch.Trials;

namespace NasFuse.Torch.Tests.Trials;

public sealed class RepeatedTimingTests
{
    [Theory]
    [InlineData(1, 5, new int[0])]
    [InlineData(2, 5, new[] { 5 })]
    [InlineData(3, 5, new[] { 3, 5 })]
    [InlineData(3, 1, new[] { 1 })]
    [InlineData(4, 15, new[] { 5, 10, 15 })]
    [InlineData(10, 3, new[] { 1, 2, 3 })]
    public void Times_are_spread_over_the_training(int sessions, int epochs, int[] after) =>
        Assert.Equal(after, RepeatedTiming.EpochsOf(sessions, epochs).Order());

    [Fact]
    public void The_fastest_time_counts_with_its_percentile_and_is_told()
    {
        var told = new Told();
        Queue<double> times = new([9, 7, 8]);
        var timing = new RepeatedTiming(At(TrialGenerator.Proposed(0), 8.5), trial => At(trial, times.Dequeue()), new HashSet<int> { 2, 4, 6 }, told);
        for (var epoch = 1; epoch <= 6; epoch++) timing.Epoch(new EpochRecord(epoch, 1, 1, null, 1, 1));
        Assert.Empty(times);
        Assert.Equal((7, 7.5), (timing.Timed.Metrics[MetricNames.LatencyMs], timing.Timed.Metrics[MetricNames.P95Of(MetricNames.LatencyMs)]));
        Assert.Equal([7.0], told.Times);
        Assert.Equal(Enumerable.Range(1, 6), told.Epochs);
    }

    [Fact]
    public void A_trial_that_is_to_end_is_not_timed_again()
    {
        var told = new Told { ReasonToStop = "dominated" };
        var timing = new RepeatedTiming(At(TrialGenerator.Proposed(0), 8), _ => throw new InvalidOperationException("timed"), new HashSet<int> { 1 }, told);
        timing.Epoch(new EpochRecord(1, 1, 1, null, 1, 1));
        Assert.Equal(8, timing.Timed.Metrics[MetricNames.LatencyMs]);
    }

    private static Trial At(Trial trial, double latencyMs) => trial with
    {
        Metrics = trial.Metrics.SetItems(new Dictionary<string, double>
        {
            [MetricNames.LatencyMs] = latencyMs, [MetricNames.P95Of(MetricNames.LatencyMs)] = latencyMs + 0.5,
        }),
    };

    private sealed class Told : ITrialProgress
    {
        public List<double> Times { get; } = [];

        public List<int> Epochs { get; } = [];

        public string? ReasonToStop { get; init; }

        public void Measured(IReadOnlyDictionary<string, double> metrics) => Times.Add(metrics[MetricNames.LatencyMs]);

        public void Epoch(EpochRecord epoch) => Epochs.Add(epoch.Epoch);

        public void Step(int epoch, int step, int steps, double loss)
        {
        }
    }
}
