using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Metrics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Loading;
using NasFuse.Data.Statistics;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Training.Checkpoints;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Torch.Training;

/// <summary>One training under way.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingJob _job;
    private readonly TrainingNetwork _network;
    private readonly GraphModule _validated;
    private readonly BatchLoader _training;
    private readonly BatchLoader _validation;
    private readonly Device _device;
    private readonly MeasurementGate _gate;
    private readonly TimeProvider _clock;
    private ConfusionMatrix? _confusion;

    private TrainingRun(TrainingJob job, Device device, MeasurementGate gate, TimeProvider clock)
    {
        (_job, _device, _gate, _clock) = (job, device, gate, clock);
        var (specification, samples) = (job.Specification, job.Samples);
        _training = BatchLoader.Training(samples, specification.Batch, specification.Augmentation, job.Seed);
        _validation = BatchLoader.Evaluation(samples, Split.Val, specification.Batch);
        var graph = job.Architecture.Lower(_training.Size);
        var start = WeightInitializer.Create(graph, RandomStreams.Create(job.Seed, "weights"));
        var classWeights = specification.ClassWeights == ClassWeighting.None ? [] : ClassWeights.Compute(samples.Statistics.ClassPixels, specification.ClassWeights);
        _network = new TrainingNetwork(graph, start, specification, classWeights, device)
        {
            Teacher = job.Teacher is { } teacher
                ? new TeacherNetwork(teacher, _training.Size, samples.Statistics.Normalization, device, TrainingNetwork.PrecisionOf(specification))
                : null,
        };
        _validated = _validation.Size == _training.Size
            ? _network.Module
            : new GraphModule(job.Architecture.Lower(_validation.Size), _network.Parameters, TrainingNetwork.PrecisionOf(specification));
    }

    public TrainingPosition Position { get; private set; } = TrainingPosition.Start;

    public bool IsFinished => Position.FinishedEpochs >= _job.Specification.Epochs;

    /// <summary>Begins a training, or goes on where its checkpoint was written. A checkpoint that cannot be used is noted and ignored.</summary>
    public static TrainingRun Begin(TrainingJob job, Device device, MeasurementGate gate, TimeProvider clock, Action<string> note)
    {
        var run = new TrainingRun(job, device, gate, clock);
        if (!File.Exists(job.Checkpoint)) return run;
        if (TrainingCheckpoint.TryRestore(job.Checkpoint, TrainingIdentity.Of(job), run._network, out var complaint) is { } position)
        {
            run.Position = position;
            return run;
        }
        note($"training starts over: {complaint}");
        run.Dispose();
        return new TrainingRun(job, device, gate, clock);
    }

    /// <summary>Trains the rest of the epoch under way.</summary>
    public void TrainEpoch(ITrialProgress progress, CancellationToken cancellation)
    {
        if (Position.StepsInEpoch == _training.BatchesPerEpoch) return;
        var (start, secondsBefore) = (_clock.GetTimestamp(), Position.EpochSeconds);
        foreach (var batch in _training.Epoch(Position.Epoch, cancellation).Skip(Position.StepsInEpoch))
        {
            cancellation.ThrowIfCancellationRequested();
            var loss = Step(batch);
            Position = Position.AfterStep(loss) with { EpochSeconds = secondsBefore + _clock.GetElapsedTime(start).TotalSeconds };
            progress.Step(Position.Epoch, Position.StepsInEpoch, _training.BatchesPerEpoch, loss ?? 0);
        }
    }

    /// <summary>Validates if it is time to, saves, and reports.</summary>
    public void EndEpoch(ITrialProgress progress, CancellationToken cancellation)
    {
        var start = _clock.GetTimestamp();
        var isLast = Position.Epoch == _job.Specification.Epochs;
        _confusion = isLast || Position.Epoch % _job.Specification.EvaluateEvery == 0 ? Validate(cancellation) : null;
        var record = new EpochRecord(
            Position.Epoch,
            Loss: Position.LossSum / Math.Max(1, Position.LossCount),
            LearningRate: LearningRateOf(Position.StepsInEpoch - 1),
            _confusion?.MeanIntersectionOverUnion,
            ImagesPerSecond: Position.StepsInEpoch * _job.Specification.Batch / Position.EpochSeconds,
            Seconds: Position.EpochSeconds + _clock.GetElapsedTime(start).TotalSeconds)
        {
            PixelAccuracy = _confusion?.PixelAccuracy,
        };
        Position = Position.AfterEpoch(record);
        Save();
        progress.Epoch(record);
    }

    /// <summary>What came of it; validates when the training was found finished.</summary>
    public TrainingResult Result(CancellationToken cancellation)
    {
        _confusion ??= Validate(cancellation);
        using var shipped = _network.UseShippedValues();
        return new TrainingResult(_network.Parameters.ToWeightSet(), _confusion, Position.History);
    }

    public void Save()
    {
        if (_job.Checkpoint is { } path) TrainingCheckpoint.Save(path, TrainingIdentity.Of(_job), _network, Position);
    }

    public void Dispose() => _network.Dispose();

    private double? Step(Batch batch)
    {
        using var pass = _gate.EnterStep();
        if (!batch.Labels.AsSpan(0, batch.Count * batch.Size.Height * batch.Size.Width).ContainsAnyExcept(SegmentationDataset.Void)) return null;
        using var scope = torch.NewDisposeScope();
        var learningRate = LearningRateOf(Position.StepsInEpoch);
        var noise = RandomStreams.Derive(_job.Seed, "dropout", StepOfTraining(Position.StepsInEpoch));
        var loss = _network.Step(BatchTensors.Images(batch, _device), BatchTensors.Labels(batch, _device), learningRate, noise);
        return double.IsFinite(loss) ? loss : throw new TrainingDivergedException(loss, Position.Epoch, Position.StepsInEpoch + 1, learningRate);
    }

    private ConfusionMatrix Validate(CancellationToken cancellation)
    {
        using var shipped = _network.UseShippedValues();
        return Validation.Run(_validated, _validation, _device, _gate, cancellation);
    }

    private double LearningRateOf(int stepInEpoch) => LearningRateSchedule.At(
        _job.Specification, StepOfTraining(stepInEpoch), (long)_job.Specification.Epochs * _training.BatchesPerEpoch);

    private long StepOfTraining(int stepInEpoch) => (long)Position.FinishedEpochs * _training.BatchesPerEpoch + stepInEpoch;
}
