using System.Collections.Immutable;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using Xunit;

namespace NasFuse.TestKit.Pruners;

/// <summary>What every pruner must do. Derive, give the options, and the tests run.</summary>
/// <remarks><code>public sealed class MyPrunerTests : PrunerConformance { protected override PrunerOptions Options => new MyOptions(); }</code></remarks>
public abstract class PrunerConformance
{
    protected static readonly EvaluationPlan Plan = new(12, 1);

    private static readonly Objective[] Objectives =
    [
        new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.LatencyMs, Direction.Minimize), new(MetricNames.Macs, Direction.Minimize),
        new(MetricNames.PixelAccuracy, Direction.Maximize),
    ];

    /// <summary>The pruner under test.</summary>
    protected abstract PrunerOptions Options { get; }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 4)]
    [InlineData(4, 7)]
    public void Equal_reports_give_equal_decisions(int objectives, int workers)
    {
        IEnumerable<(int, int, string?)> Run() => Trainings(objectives, workers).Run(SimulatedTrial.Draw(40, 3))
            .Select(end => (end.Trial.Number, end.Epochs, end.Reason));
        Assert.Equal(Run(), Run());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_best_in_everything_is_never_pruned(int objectives)
    {
        SimulatedTrial[] trials = [.. SimulatedTrial.Draw(40, 4)];
        for (var i = 5; i < trials.Length; i += 7) trials[i] = trials[i] with { Quality = 0.9 + i / 1000.0, Macs = 1e6 - 1000 * i, Speed = 3 };
        var ends = Trainings(objectives, workers: 1).Run(trials);
        Assert.All(ends.Where(end => end.Trial.Quality > 0.9), end => Assert.Null(end.Reason));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_hopeless_in_everything_is_pruned_once_others_are_complete(int objectives)
    {
        SimulatedTrial[] trials = [.. SimulatedTrial.Draw(41, 5)];
        // Worse than anything, at twice the largest cost: whatever the bracket or rung, it does not get to the end.
        for (var i = 32; i < trials.Length; i++) trials[i] = trials[i] with { Quality = 0.02, Macs = 2e8 + i };
        var ends = Trainings(objectives, workers: 1).Run(trials);
        Assert.Contains(ends.Skip(32), end => end.Reason is not null);
    }

    [Fact]
    public void Without_others_nothing_is_pruned() =>
        Assert.All(SimulatedTrial.Draw(8, 6), trial => Assert.Null(Trainings(2, 1).Run([trial]).Single().Reason));

    [Fact]
    public void Reasons_are_one_line_and_nothing_ends_before_the_first_epoch()
    {
        foreach (var every in (int[])[1, 2, 5])
        {
            var plan = new EvaluationPlan(12, every);
            var ends = new SimulatedTrainings(Options, plan, Objectives[..2]) { Noise = 0.005, Workers = 2 }.Run(SimulatedTrial.Draw(60, 7));
            var pruned = ends.Where(end => end.Reason is not null).ToArray();
            Assert.All(pruned, end => Assert.Matches("^[^\\n]{5,200}$", end.Reason));
            Assert.All(pruned, end => Assert.InRange(end.Epochs, Options.FirstEpoch, plan.Epochs - 1));
        }
    }

    [Fact]
    public void Odd_curves_do_no_harm()
    {
        var pruner = Options.Create();
        var trial = Curve(0, (1, 0.3), (2, 0.4), (3, 0.45));
        LearningCurve[] others =
        [
            Curve(1, (1, double.NaN), (3, 0.5)), Curve(2, (2, 0.1)), Curve(3, (1, 0.5), (2, 0.5), (3, 0.5)) with { Known = Empty },
            Curve(4, (1, double.PositiveInfinity), (2, 1), (3, 1)), Curve(5, (3, 0.2), (12, 0.3)) with { IsComplete = true },
        ];
        for (var count = 1; count <= 4; count++) pruner.Decide(new PrunerContext(trial, others, Objectives[..count], Plan, 1));
        var strange = trial with { Evaluations = [.. trial.Evaluations.SetItem(2, new Evaluation(3, double.NaN, double.NaN))] };
        Assert.Null(pruner.Decide(new PrunerContext(strange, others, Objectives[..2], Plan, 1)));
    }

    [Fact]
    public void One_pruner_serves_many_threads()
    {
        var ends = Trainings(2, workers: 3).Run(SimulatedTrial.Draw(60, 8));
        LearningCurve[] curves = [.. ends.Select(end => end.Curve)];
        var contexts = curves.SelectMany(curve => Enumerable.Range(1, curve.Evaluations.Length).Select(length => new PrunerContext(
            curve with { Evaluations = curve.Evaluations[..length] }, [.. curves.Where(other => other != curve)], Objectives[..2], Plan, 1))).ToArray();
        var (pruner, alone) = (Options.Create(), contexts.Select(context => Options.Create().Decide(context)).ToArray());
        var together = new string?[contexts.Length];
        Parallel.For(0, contexts.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = pruner.Decide(contexts[i]));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Options_come_back_from_a_configuration_file()
    {
        var written = SpecificationReader.Write(new Holder { Pruner = Options });
        var bag = new DiagnosticBag();
        var read = SpecificationReader.Read<Holder>(LocatedJson.Parse("study.json", written.ToJsonString()), "the study", bag);
        bag.ThrowIfAny();
        Assert.Equal(Options, read!.Pruner);
    }

    /// <summary>Trainings of 12 epochs under the pruner, with noise that is small beside the differences between trials.</summary>
    protected SimulatedTrainings Trainings(int objectives, int workers) => new(Options, Plan, Objectives[..objectives]) { Noise = 0.002, Workers = workers };

    /// <summary>A curve of given values; cost 1 in everything.</summary>
    protected static LearningCurve Curve(int number, params ReadOnlySpan<(int Epoch, double Miou)> points)
    {
        var evaluations = new List<Evaluation>();
        foreach (var (epoch, miou) in points) evaluations.Add(new Evaluation(epoch, miou, miou));
        var isComplete = evaluations.Count > 0 && evaluations[^1].Epoch == Plan.Epochs;
        return new LearningCurve(number, new SimulatedTrial(number, 0, 1e6).Known, [.. evaluations], isComplete);
    }

    /// <summary>Asks about a curve's newest evaluation, mIoU being the only objective.</summary>
    protected string? Decide(LearningCurve trial, params LearningCurve[] others) =>
        Options.Create().Decide(new PrunerContext(trial, others, Objectives[..1], Plan, 1));

    private static ImmutableSortedDictionary<string, double> Empty => ImmutableSortedDictionary<string, double>.Empty;

    private sealed record Holder
    {
        public PrunerOptions? Pruner { get; init; }
    }
}
