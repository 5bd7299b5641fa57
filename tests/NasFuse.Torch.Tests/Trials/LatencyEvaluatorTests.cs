using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Tests.Training;
using NasFuse.Torch.Training;
using NasFuse.Torch.Trials;

namespace NasFuse.Torch.Tests.Trials;

public sealed class LatencyEvaluatorTests
{
    [Fact]
    public void A_trial_is_timed_under_the_name_of_the_class_and_not_trained()
    {
        var timed = Evaluate(new Constraint("latencyMs@edge", "<", 1e6));
        Assert.Null(timed.Error);
        Assert.Equal(TrialState.Complete, timed.State);
        Assert.True(timed.Metrics["latencyMs@edge"] > 0 && timed.Metrics["latencyP95Ms@edge"] >= timed.Metrics["latencyMs@edge"]);
        Assert.DoesNotContain(MetricNames.LatencyMs, timed.Metrics.Keys);
        Assert.Contains("24x32, median of 5", timed.LatencyBackend, StringComparison.Ordinal);
        Assert.Equal((0, "cpu (1 thread)"), (timed.Epochs, timed.Device));
    }

    [Fact]
    public void A_bound_on_its_class_is_judged_and_one_on_another_is_not()
    {
        Assert.Equal(TrialState.Complete, Evaluate(new Constraint("latencyMs@h200", "<", 1e-6)).State);
        var slow = Evaluate(new Constraint("latencyMs@edge", "<", 1e-6));
        Assert.Equal(TrialState.Infeasible, slow.State);
        Assert.StartsWith("latencyMs@edge is ", slow.Error, StringComparison.Ordinal);
    }

    private static Trial Evaluate(Constraint constraint)
    {
        using var gate = new MeasurementGate();
        using var evaluator = new LatencyEvaluator("edge", new LatencySpecification { Runs = 5, Size = [24, 32] }, [constraint], "cpu", 1, gate, TimeProvider.System);
        var trial = TrialGenerator.Proposed(0) with { State = TrialState.Running };
        return evaluator.Evaluate(new TrialAssignment(trial, TrainingJobs.Architecture, ""), NoProgress.Instance, TestContext.Current.CancellationToken);
    }
}
