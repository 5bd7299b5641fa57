using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;

namespace NasFuse.Torch.Training;

/// <summary>Trains networks: batches, steps, epochs, validation, checkpoints.</summary>
/// <remarks>
/// Not thread-safe. On the CPU with a fixed number of threads a training is a pure function of its job, to the bit, however often it is interrupted
/// and resumed: batches depend on seed, epoch and position only, and the checkpoint holds everything else.
/// </remarks>
/// <param name="device">Where it trains.</param>
/// <param name="gate">Passed for each step, so that measurements elsewhere are not disturbed.</param>
/// <param name="clock">Where time comes from.</param>
/// <param name="note">Told what a person should know, such as a checkpoint that cannot be used.</param>
public sealed class Trainer(Device device, MeasurementGate gate, TimeProvider clock, Action<string> note)
{
    /// <summary>Trains until the last epoch or until the progress has a reason to stop, going on from the job's checkpoint if there is one.</summary>
    /// <param name="job">What to train.</param>
    /// <param name="progress">Told of each step and epoch; epochs that were finished before are told again first.</param>
    /// <param name="cancellation">Ends it after the step under way, with a checkpoint.</param>
    /// <exception cref="UserErrorException">Job, teacher, data and device do not fit each other, or an image cannot be read.</exception>
    /// <exception cref="TrainingDivergedException">The loss is no number any more.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint holds all steps done.</exception>
    public TrainingResult Train(TrainingJob job, ITrialProgress progress, CancellationToken cancellation)
    {
        Check(job, device);
        using var run = TrainingRun.Begin(job, device, gate, clock, note);
        foreach (var epoch in run.Position.History)
        {
            progress.Epoch(epoch);
            if (progress.ReasonToStop is not null) break;
        }
        try
        {
            while (!run.IsFinished && progress.ReasonToStop is null)
            {
                run.TrainEpoch(progress, cancellation);
                run.EndEpoch(progress, cancellation);
            }
            return run.Result(cancellation);
        }
        catch (OperationCanceledException)
        {
            run.Save();
            throw;
        }
    }

    /// <summary>Checks that a number format can be used on a device.</summary>
    /// <exception cref="UserErrorException">Mixed precision on the CPU.</exception>
    public static void CheckPrecision(TrainingSpecification specification, Device device)
    {
        if (specification.Precision == PrecisionKind.Mixed && device.type == DeviceType.CPU)
            throw new UserErrorException(new SourcePlace("training.precision"), ErrorCodes.Contradiction,
                "mixed precision needs a CUDA device; set training.precision to float32 or let workers use cuda:0");
    }

    private static void Check(TrainingJob job, Device device)
    {
        CheckPrecision(job.Specification, device);
        CheckTeacher(job);
        var classes = job.Samples.Dataset.Classes.Length;
        if (job.Architecture.Classes != classes)
            throw new UserErrorException(new SourcePlace("architecture"), ErrorCodes.Contradiction,
                $"node 'out' has width {job.Architecture.Classes}, but the data set '{job.Samples.Dataset.Name}' has {classes} classes; make it x{classes}");
    }

    private static void CheckTeacher(TrainingJob job)
    {
        if (job.Specification.Distillation is null != job.Teacher is null)
            throw new ArgumentException("a job has a teacher when its specification asks for one, and none otherwise", nameof(job));
        if (job.Teacher is not { } teacher) return;
        var (place, dataset) = (new SourcePlace("training.distillation.teacher"), job.Samples.Dataset);
        if (teacher.Architecture.Classes != dataset.Classes.Length)
            throw new UserErrorException(place, ErrorCodes.Contradiction,
                $"the teacher tells {teacher.Architecture.Classes} classes apart, but the data set '{dataset.Name}' has {dataset.Classes.Length}; take one that was trained on it");
        var size = job.Specification.Augmentation.Crop is [var height, var width] ? new Size(height, width) : dataset.Size;
        if (teacher.Weights.MismatchesWith(teacher.Architecture.Lower(size).Deployed()) is [var mismatch, ..])
            throw new UserErrorException(place, ErrorCodes.Contradiction,
                $"the teacher's weights do not fit its network at the training size {size}: {mismatch}");
    }
}
