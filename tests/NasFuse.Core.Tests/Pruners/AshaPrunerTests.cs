using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

public sealed class AshaPrunerTests : PrunerConformance
{
    protected override PrunerOptions Options => new AshaOptions();

    [Fact]
    public void The_best_third_goes_on_at_each_rung_and_all_do_between_rungs()
    {
        LearningCurve[] others = [.. Enumerable.Range(1, 8).Select(i => Curve(i, (1, i / 10.0), (2, i / 10.0), (3, i / 10.0)))];
        Assert.Null(Decide(Curve(0, (1, 0.61)), others));
        Assert.Equal("place 4 of 9 at this rung, where the best 3 go on", Decide(Curve(0, (1, 0.59)), others));
        Assert.Null(Decide(Curve(0, (2, 0.01)), others));
        Assert.NotNull(Decide(Curve(0, (3, 0.59)), others));
    }

    [Fact]
    public void Of_few_only_the_best_goes_on()
    {
        Assert.Null(Decide(Curve(0, (1, 0.2)), Curve(1, (1, 0.1))));
        Assert.NotNull(Decide(Curve(0, (1, 0.2)), Curve(1, (1, 0.3))));
        Assert.Null(Decide(Curve(0, (1, 0.2)), Curve(1, (2, 0.9))));
    }

    [Fact]
    public void Rungs_lie_at_evaluations()
    {
        var (plan, pruner) = (new EvaluationPlan(20, 4), Options.Create());
        var rungs = new[] { 4, 8, 12, 16 }.Where(epoch => pruner.Decide(new PrunerContext(
            Curve(0, (epoch, 0.1)), [Curve(1, (epoch, 0.9))], [new Objective(MetricNames.MeanIou, Direction.Maximize)], plan, 1)) is not null);
        Assert.Equal([4, 12], rungs);
    }

    [Fact]
    public void Saves_more_than_half_of_the_epochs_at_a_small_loss()
    {
        var results = Enumerable.Range(1, 10).Select(seed => Simulated.Compare(Options, new EvaluationPlan(27, 1), 60, (ulong)seed)).ToArray();
        TestContext.Current.SendDiagnosticMessage("saved {0:F3}, lost {1:F3}", results.Average(r => r.Saved), results.Average(r => r.Lost));
        Assert.All(results, result => Assert.True(result.Saved > 0.5, $"{result}"));
        Assert.True(results.Average(result => result.Lost) < 0.08, string.Join(" ", results));
    }
}
