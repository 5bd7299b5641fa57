using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Hosting;

/// <summary>What a few training steps of one architecture cost.</summary>
/// <param name="OverheadSeconds">Beside training: building the network, measuring its latency, writing its weights.</param>
/// <param name="SecondsPerStep">One training step; 0 when its latency broke a constraint, so that it would not be trained.</param>
/// <param name="SecondsPerValidation">One validation of the few images that <see cref="TrialProbe.Data"/> leaves.</param>
internal sealed record ProbedTrial(double OverheadSeconds, double SecondsPerStep, double SecondsPerValidation)
{
    /// <summary>What a whole trial of a study would take.</summary>
    public double SecondsOf(TrainingSpecification training, int stepsPerEpoch, double validationShare)
    {
        var validations = new EvaluationPlan(training.Epochs, training.EvaluateEvery).Count;
        return OverheadSeconds + training.Epochs * stepsPerEpoch * SecondsPerStep + validations * SecondsPerValidation / validationShare;
    }
}

/// <summary>Trains architectures for a few steps, the way a study would, and takes the time.</summary>
internal sealed class TrialProbe : ITrialProgress
{
    private const int Steps = 4, Epochs = 3;

    private readonly List<EpochRecord> _epochs = [];
    private int _stepsPerEpoch;

    private TrialProbe()
    {
    }

    /// <summary>The data of a study, cut down to a few batches.</summary>
    public static DataSpecification Data(StudySpecification study) =>
        study.Data with
        {
            TrainLimit = Math.Min(study.Data.TrainLimit ?? int.MaxValue, Steps * study.Training.Batch),
            ValLimit = Math.Min(study.Data.ValLimit ?? int.MaxValue, 2 * study.Training.Batch),
        };

    /// <summary>The training of a study, cut down: the first epoch warms up, the second is timed, the last one also validates.</summary>
    public static TrainingSpecification Training(StudySpecification study) => study.Training with { Epochs = Epochs, EvaluateEvery = Epochs };

    /// <summary>Trains for a moment; call it on the thread that made the evaluator.</summary>
    /// <exception cref="InvalidOperationException">The architecture did not train.</exception>
    public static ProbedTrial Run(
        ITrialEvaluator evaluator, Architecture architecture, Size size, string folder, TimeProvider clock, CancellationToken cancellation)
    {
        var (probe, start) = (new TrialProbe(), clock.GetTimestamp());
        var trial = ProposedTrial.Of(0, architecture, Assignment.Empty, size, RandomStreams.Derive(1, "probe", 0), clock.GetUtcNow());
        var ended = evaluator.Evaluate(new TrialAssignment(trial with { State = TrialState.Running }, architecture, folder), probe, cancellation);
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        return ended.State switch
        {
            TrialState.Complete => probe.Result(seconds),
            TrialState.Infeasible => new ProbedTrial(seconds, 0, 0),
            _ => throw new InvalidOperationException($"a sampled architecture did not train: {ended.Error}"),
        };
    }

    void ITrialProgress.Epoch(EpochRecord epoch) => _epochs.Add(epoch);

    void ITrialProgress.Step(int epoch, int step, int steps, double loss) => _stepsPerEpoch = steps;

    private ProbedTrial Result(double seconds)
    {
        var (timed, last) = (_epochs[^2].Seconds, _epochs[^1].Seconds);
        return new ProbedTrial(Math.Max(0, seconds - _epochs.Sum(epoch => epoch.Seconds)), timed / _stepsPerEpoch, Math.Max(0, last - timed));
    }
}
