using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Tests.Training;
using NasFuse.Torch.Training;
using NasFuse.Torch.Training.Distillation;
using NasFuse.Torch.Trials;

namespace NasFuse.Torch.Tests.Trials;

public sealed class TorchTrialEvaluatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MeasurementGate _gate = new();
    private readonly List<string> _notes = [];
    private WeightSet? _saved;

    [Fact]
    public void A_trial_ends_complete_with_all_metrics_and_its_weights()
    {
        using var evaluator = Evaluator();
        var progress = new StepProgress(() => { });
        var trial = evaluator.Evaluate(Assignment(), progress, TestContext.Current.CancellationToken);

        Assert.Null(trial.Error);
        Assert.Equal(TrialState.Complete, trial.State);
        Assert.Equal("cpu (1 thread)", trial.Device);
        Assert.Equal("cpu (1 thread)", evaluator.Device);
        Assert.Equal([.. MetricNames.All.Append(MetricNames.LatencyP95Ms).Order(StringComparer.Ordinal)], trial.Metrics.Keys);
        Assert.Equal(3, trial.Epochs);
        Assert.Equal(trial.Metrics[MetricNames.MeanIou], progress.Epochs[^1].MeanIou);
        Assert.Equal(trial.ClassIou.Values.Average(), trial.Metrics[MetricNames.MeanIou], 12);
        Assert.All(trial.ClassIou.Keys, name => Assert.Contains(name, (string[])["ground", "red", "green"]));
        Assert.StartsWith("torch ", trial.LatencyBackend, StringComparison.Ordinal);
        Assert.Equal("weights", Assert.Single(trial.Artefacts).Kind);
        Assert.Empty(_saved!.MismatchesWith(TrainingJobs.Architecture.Lower(new Size(24, 32)).Deployed()));
        Assert.True(trial.TrainSeconds > 0);
    }

    [Fact]
    public void A_latency_beyond_its_bound_ends_infeasible_without_training()
    {
        using var evaluator = Evaluator(new Constraint(MetricNames.LatencyMs, "<", 1e-6));
        var trial = evaluator.Evaluate(Assignment(), new StepProgress(() => Assert.Fail("a step was trained")), TestContext.Current.CancellationToken);
        Assert.Equal(TrialState.Infeasible, trial.State);
        Assert.Contains("latencyMs is ", trial.Error, StringComparison.Ordinal);
        Assert.True(trial.Metrics[MetricNames.LatencyMs] > 0);
        Assert.Equal(0, trial.Epochs);
    }

    [Fact]
    public void A_bound_on_what_training_gives_is_judged_after_training()
    {
        using var evaluator = Evaluator(new Constraint(MetricNames.MeanIou, ">", 0.999));
        var trial = evaluator.Evaluate(Assignment(), NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(TrialState.Infeasible, trial.State);
        Assert.Equal(3, trial.Epochs);
        Assert.Contains("miou is ", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_diverges_ends_failed_with_its_message()
    {
        using var evaluator = Evaluator(TrainingJobs.Quick with { LearningRate = 100, Optimizer = OptimizerKind.Sgd, WarmUp = 0, Epochs = 20 });
        var trial = evaluator.Evaluate(Assignment(), NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(TrialState.Failed, trial.State);
        Assert.StartsWith("training diverged", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_studys_teacher_teaches_every_trial()
    {
        double FirstLoss(Teacher? teacher, TrainingSpecification training)
        {
            using var evaluator = new TorchTrialEvaluator(Settings(training) with { Teacher = teacher }, "cpu", 1, _gate, TimeProvider.System);
            var progress = new StepProgress(() => { });
            Assert.Equal(TrialState.Complete, evaluator.Evaluate(Assignment(), progress, TestContext.Current.CancellationToken).State);
            return progress.Epochs[0].Loss;
        }

        var quick = TrainingJobs.Quick with { Epochs = 1 };
        var distilled = quick with { Distillation = new DistillationSpecification { Teacher = "out/teacher" } };
        Assert.True(FirstLoss(TrainingJobs.Teacher(1), distilled) > FirstLoss(null, quick));
    }

    [Fact]
    public void A_trial_whose_teacher_knows_other_classes_fails_with_the_reason()
    {
        var training = TrainingJobs.Quick with { Distillation = new DistillationSpecification { Teacher = "out/teacher" } };
        using var evaluator = new TorchTrialEvaluator(Settings(training) with { Teacher = TrainingJobs.Teacher(1, "x7") }, "cpu", 1, _gate, TimeProvider.System);
        var trial = evaluator.Evaluate(Assignment(), NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(TrialState.Failed, trial.State);
        Assert.Contains("the teacher tells 7 classes apart", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_trial_throws_and_goes_on_later()
    {
        using var cancellation = new CancellationTokenSource();
        var steps = 0;
        using (var evaluator = Evaluator())
        {
            var progress = new StepProgress(() =>
            {
                if (++steps == 8) cancellation.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(() => evaluator.Evaluate(Assignment(), progress, cancellation.Token));
        }
        Assert.True(File.Exists(_folder.File(TorchTrialEvaluator.CheckpointFile)));

        using var second = Evaluator();
        Assert.Equal(TrialState.Complete, second.Evaluate(Assignment(attempts: 2), new StepProgress(() => steps++), TestContext.Current.CancellationToken).State);
        Assert.Equal(18, steps);
        Assert.Empty(_notes);
    }

    [Fact]
    public void A_lost_checkpoint_is_noted()
    {
        using var evaluator = Evaluator();
        Assert.Equal(TrialState.Complete, evaluator.Evaluate(Assignment(attempts: 2), NoProgress.Instance, TestContext.Current.CancellationToken).State);
        Assert.Contains("starts over", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_checkpoint_stays_until_the_next_trial_begins()
    {
        using var evaluator = Evaluator(TrainingJobs.Quick with { Epochs = 1 });
        evaluator.Evaluate(Assignment(), NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(_folder.File(TorchTrialEvaluator.CheckpointFile)));
        using var other = new TemporaryFolder();
        evaluator.Evaluate(Assignment() with { Folder = other.Path }, NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.False(File.Exists(_folder.File(TorchTrialEvaluator.CheckpointFile)));
    }

    [Fact]
    public void A_reason_to_stop_ends_the_trial_pruned_with_a_checkpoint_that_goes_on_to_the_same_end()
    {
        using var evaluator = Evaluator();
        var progress = new StoppingProgress(afterEpoch: 2);
        var pruned = evaluator.Evaluate(Assignment(), progress, TestContext.Current.CancellationToken);
        Assert.Equal((TrialState.Pruned, 2, "enough"), (pruned.State, pruned.Epochs, pruned.Error));
        Assert.Equal(progress.Epochs[^1].MeanIou, pruned.Metrics[MetricNames.MeanIou]);
        Assert.Equal(progress.Epochs[^1].PixelAccuracy, pruned.Metrics[MetricNames.PixelAccuracy]);
        Assert.Equal(pruned.Metrics[MetricNames.LatencyMs], progress.Known![MetricNames.LatencyMs]);
        Assert.Empty(pruned.Artefacts);
        Assert.Null(_saved);

        using var other = new TemporaryFolder();
        evaluator.Evaluate(Assignment() with { Folder = other.Path }, NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(_folder.File(TorchTrialEvaluator.CheckpointFile)));
        var steps = 0;
        var taken = evaluator.Evaluate(Assignment(attempts: 2), new StepProgress(() => steps++), TestContext.Current.CancellationToken);
        Assert.Equal((TrialState.Complete, 6), (taken.State, steps));
        using var whole = new TemporaryFolder();
        var unbroken = evaluator.Evaluate(Assignment() with { Folder = whole.Path }, NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(unbroken.Metrics[MetricNames.MeanIou], taken.Metrics[MetricNames.MeanIou]);
    }

    [Fact]
    public void A_decision_before_an_interruption_ends_the_trial_without_another_step()
    {
        using var evaluator = Evaluator();
        var first = evaluator.Evaluate(Assignment(), new StoppingProgress(afterEpoch: 2), TestContext.Current.CancellationToken);
        var refusing = new StoppingProgress(afterEpoch: 2) { IsStepRefused = true };
        var again = evaluator.Evaluate(Assignment(attempts: 2), refusing, TestContext.Current.CancellationToken);
        Assert.Equal((first.State, first.Epochs, first.Metrics[MetricNames.MeanIou]), (again.State, again.Epochs, again.Metrics[MetricNames.MeanIou]));
    }

    [Fact]
    public void A_repeat_is_evaluated_whatever_it_measures()
    {
        using var evaluator = Evaluator(new Constraint(MetricNames.LatencyMs, "<", 1e-6), new Constraint(MetricNames.MeanIou, ">", 1.1));
        var assignment = Assignment();
        Assert.Equal(TrialState.Infeasible, evaluator.Evaluate(assignment, NoProgress.Instance, TestContext.Current.CancellationToken).State);
        var repeat = assignment with { Trial = assignment.Trial with { RepeatOf = 1 } };
        Assert.Equal(TrialState.Complete, evaluator.Evaluate(repeat, NoProgress.Instance, TestContext.Current.CancellationToken).State);
    }

    [Fact]
    public void Mixed_precision_on_the_cpu_is_refused_before_any_trial() =>
        Assert.Throws<UserErrorException>(() => Evaluator(TrainingJobs.Quick with { Precision = PrecisionKind.Mixed }));

    public void Dispose()
    {
        _folder.Dispose();
        _gate.Dispose();
    }

    private TorchTrialEvaluator Evaluator(params Constraint[] constraints) => Evaluator(TrainingJobs.Quick, constraints);

    private TorchTrialEvaluator Evaluator(TrainingSpecification training, params Constraint[] constraints) =>
        new(Settings(training, constraints), "cpu", 1, _gate, TimeProvider.System);

    private EvaluationSettings Settings(TrainingSpecification training, params Constraint[] constraints) => new()
    {
        Training = training,
        Latency = new LatencySpecification { Runs = 5 },
        Constraints = [.. constraints],
        Samples = TrainingJobs.Samples,
        SaveWeights = Save,
        Note = _notes.Add,
    };

    private ArtefactReference Save(TrialAssignment assignment, WeightSet weights)
    {
        _saved = weights;
        return new ArtefactReference("weights", $"trials/{assignment.Trial.Number}/weights.safetensors", 1, "00");
    }

    private TrialAssignment Assignment(int attempts = 1)
    {
        var cost = GraphCost.Of(TrainingJobs.Architecture.Lower(new Size(24, 32)).Deployed());
        var trial = new Trial
        {
            Number = 3, State = TrialState.Running, Attempts = attempts, Seed = 5, Proposed = DateTimeOffset.UnixEpoch,
            ArchitectureId = ArchitectureId.Of(TrainingJobs.Architecture), Architecture = ArchitectureText.Format(TrainingJobs.Architecture), Assignment = Core.SearchSpaces.Assignment.Empty,
            Parameters = cost.Parameters, Macs = cost.Macs, ActivationBytes = cost.ActivationBytes,
        };
        return new TrialAssignment(trial, TrainingJobs.Architecture, _folder.Path);
    }

    private sealed class StoppingProgress(int afterEpoch) : ITrialProgress
    {
        public List<EpochRecord> Epochs { get; } = [];

        public IReadOnlyDictionary<string, double>? Known { get; private set; }

        public bool IsStepRefused { get; init; }

        public string? ReasonToStop => Epochs.Count > 0 && Epochs[^1].Epoch == afterEpoch ? "enough" : null;

        public void Measured(IReadOnlyDictionary<string, double> metrics) => Known = metrics;

        public void Epoch(EpochRecord epoch) => Epochs.Add(epoch);

        public void Step(int epoch, int step, int steps, double loss) => Assert.False(IsStepRefused, "a step was trained");
    }
}
