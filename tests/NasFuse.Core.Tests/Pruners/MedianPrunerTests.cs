using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

public sealed class MedianPrunerTests : PrunerConformance
{
    protected override PrunerOptions Options => new MedianOptions { StartupTrials = 3 };

    // Running averages at epoch 2: 0.15, 0.25, 0.35; their median is 0.25.
    private static readonly LearningCurve[] Complete = [.. Enumerable.Range(1, 3).Select(i => Curve(i, (1, i / 10.0), (2, (i + 1) / 10.0), (12, 0.9)))];

    [Fact]
    public void The_best_so_far_is_compared_with_the_median_of_running_averages()
    {
        Assert.Null(Decide(Curve(0, (1, 0.26), (2, 0.01)), Complete));
        Assert.Equal(
            "worse than the median: the averages of 2 of 3 complete trials are better than its best", Decide(Curve(0, (1, 0.24), (2, 0.2)), Complete));
    }

    [Fact]
    public void Startup_warm_up_and_trials_under_way_do_not_count()
    {
        Assert.Null(Decide(Curve(0, (2, 0.01)), Complete[..2]));
        Assert.Null(Decide(Curve(0, (1, 0.01)), Complete));
        Assert.Null(Decide(Curve(0, (2, 0.01)), [.. Complete[..2], Curve(3, (1, 0.9), (2, 0.9))]));
    }

    [Fact]
    public void It_judges_every_nth_evaluation_after_the_warm_up()
    {
        var pruner = new MedianOptions { StartupTrials = 1, WarmUpEpochs = 3, Interval = 3 }.Create();
        var plan = new EvaluationPlan(20, 1);
        var judged = Enumerable.Range(1, 19).Where(epoch => pruner.Decide(new PrunerContext(
            Curve(0, (epoch, 0.1)), [Curve(1, (epoch, 0.9)) with { IsComplete = true }], Simulated.Objectives[..1], plan, 1)) is not null);
        Assert.Equal([4, 7, 10, 13, 16, 19], judged);
    }

    [Fact]
    public void Saves_epochs_at_a_small_loss()
    {
        var results = Enumerable.Range(1, 10).Select(seed => Simulated.Compare(new MedianOptions(), new EvaluationPlan(20, 1), 60, (ulong)seed)).ToArray();
        TestContext.Current.SendDiagnosticMessage("saved {0:F3}, lost {1:F3}", results.Average(r => r.Saved), results.Average(r => r.Lost));
        Assert.True(results.Average(result => result.Saved) > 0.25, string.Join(" ", results));
        Assert.True(results.Average(result => result.Lost) < 0.05, string.Join(" ", results));
    }
}
