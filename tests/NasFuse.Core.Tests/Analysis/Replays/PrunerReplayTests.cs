using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Replays;
using NasFuse.Core.Pruners;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Core.Tests.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Analysis.Replays;

public sealed class PrunerReplayTests
{
    private static readonly DateTimeOffset s_began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<PrunerOptions> Pruners =>
    [
        new AshaOptions(), new HyperbandOptions(), new MedianOptions(), new ParetoOptions { MiouStd = 0.004 },
        new PatientOptions { Inner = new AshaOptions(), Patience = 1, MinImprovement = 0.1 },
    ];

    [Theory]
    [MemberData(nameof(Pruners))]
    public async Task A_replay_ends_the_trials_that_the_pruner_ended_in_a_study_of_the_same_trials(PrunerOptions pruner)
    {
        var (whole, pruned) = (new CurveStudy(), new CurveStudy());
        await whole.Run(null);
        var summary = await pruned.Run(pruner);
        var replayed = Replay(whole).Under(pruner);
        Assert.NotEmpty(replayed.Ends);
        Assert.Equal(
            summary.Trials.Where(trial => trial.State == TrialState.Pruned).Select(trial => (trial.Number, trial.Error)),
            replayed.Ends.Select(end => (end.Trial.Number, (string?)$"at epoch {end.Epoch}: {end.Reason}")));
        Assert.Equal(summary.Trials.Sum(trial => trial.Epochs), replayed.KeptEpochs);
        Assert.Equal(summary.HypervolumeShare, replayed.KeptHypervolume, 12);
    }

    [Fact]
    public void Savings_and_losses_are_counted_against_the_whole_study()
    {
        // The pruner ends whatever is below 0.3 after epoch 2: #1, which is late and would have led.
        var replayed = Toy((0, [0.2, 0.4, 0.5, 0.5], 50), (1, [0.1, 0.2, 0.7, 0.8], 60), (2, [0.3, 0.35, 0.4, 0.4], 20)).Under(new BelowOptions());
        var end = Assert.Single(replayed.Ends);
        Assert.Equal((1, 2, "below"), (end.Trial.Number, end.Epoch, end.Reason));
        Assert.Equal((3, 12, 10), (replayed.Trials, replayed.Epochs, replayed.KeptEpochs));
        Assert.Equal(2 / 12.0, replayed.SavedSeconds, 12);
        Assert.Equal((3, 2), (replayed.Front, replayed.KeptFront));
        // Of the box mIoU 0..1, 0..100 ms: 0.4 from 20 ms, 0.5 from 50, 0.8 from 60.
        Assert.Equal(0.4 * 0.3 + 0.5 * 0.1 + 0.8 * 0.4, replayed.Hypervolume, 12);
        Assert.Equal(0.4 * 0.3 + 0.5 * 0.5, replayed.KeptHypervolume, 12);
        Assert.Equal(replayed.KeptHypervolume / replayed.Hypervolume, replayed.KeptShare, 12);
    }

    [Fact]
    public void Pruners_see_what_others_had_reported_by_then_and_nothing_after_an_end()
    {
        // Trials follow each other at half their length: #1 after its first epoch knows three of #0, after its second all four.
        var spy = new SpyOptions();
        Toy(halfOverlapping: true, (0, [0.5, 0.5, 0.5, 0.5], 10), (1, [0.1, 0.1, 0.1, 0.1], 10), (2, [0.5, 0.5, 0.5, 0.5], 10)).Under(spy);
        Assert.Equal(
            ["#0 1: ", "#0 2: ", "#0 3: ", "#1 1: #0=3", "#1 2: #0=4*", "#2 1: #0=4* #1=2", "#2 2: #0=4* #1=2", "#2 3: #0=4* #1=2"], spy.Seen);
    }

    [Fact]
    public void Without_an_evaluation_before_the_end_there_is_nothing_to_replay()
    {
        var trial = ToyStudy.Complete(0, Assignment.Empty);
        Assert.False(new PrunerReplay(new AnalysedStudy(ToyStudy.Study, [trial], _ => [Epoch(1, null), Epoch(4, 0.5)])).HasEarlyEvaluations);
        Assert.True(new PrunerReplay(new AnalysedStudy(ToyStudy.Study, [trial], _ => [Epoch(1, 0.1), Epoch(4, 0.5)])).HasEarlyEvaluations);
    }

    /// <summary>The study's trials as if its only worker had taken a second for each epoch.</summary>
    private static PrunerReplay Replay(CurveStudy study)
    {
        using var store = new InMemoryTrialStore(study.Content);
        var epochs = store.Trials().ToDictionary(trial => trial.Number, trial => store.Epochs(trial.Number));
        var trials = store.Trials().Select(trial => trial with { Finished = s_began.AddSeconds(CurveStudy.Epochs * (trial.Number + 1)) });
        return new PrunerReplay(new AnalysedStudy(CurveStudy.Create(null), [.. trials], number => epochs[number]));
    }

    private static PrunerReplay Toy(params (int Number, double[] Miou, double LatencyMs)[] trials) => Toy(halfOverlapping: false, trials);

    private static PrunerReplay Toy(bool halfOverlapping, params (int Number, double[] Miou, double LatencyMs)[] trials)
    {
        var stored = trials.Select(trial => ToyStudy.Complete(trial.Number, Assignment.Empty).With(trial.Miou[^1], trial.LatencyMs) with
        {
            Finished = s_began.AddSeconds(halfOverlapping ? 4 + 2.5 * trial.Number : 4 * (trial.Number + 1)),
        });
        return new PrunerReplay(new AnalysedStudy(
            ToyStudy.Study, [.. stored], number => [.. trials[number].Miou.Select((miou, index) => Epoch(index + 1, miou))]));
    }

    private static EpochRecord Epoch(int epoch, double? miou) => new(epoch, 1, 0.1, miou, 1, 1);

    private sealed record BelowOptions : PrunerOptions
    {
        public override int FirstEpoch => 2;

        public override IPruner Create() => new Judge(context => context.Epoch == 2 && context.Trial.Evaluations[^1].MeanIou < 0.3 ? "below" : null);
    }

    /// <summary>Writes down what it is shown, and ends #1 after its second epoch.</summary>
    private sealed record SpyOptions : PrunerOptions
    {
        public List<string> Seen { get; } = [];

        public override int FirstEpoch => 1;

        public override IPruner Create() => new Judge(context =>
        {
            var others = context.Others.Select(other => $"#{other.Number}={other.Evaluations.Length}{(other.IsComplete ? "*" : "")}");
            Seen.Add($"#{context.Trial.Number} {context.Epoch}: {string.Join(' ', others)}");
            return context.Trial.Number == 1 && context.Epoch == 2 ? "spied" : null;
        });
    }

    private sealed class Judge(Func<PrunerContext, string?> decide) : IPruner
    {
        public string? Decide(PrunerContext context) => decide(context);
    }
}
