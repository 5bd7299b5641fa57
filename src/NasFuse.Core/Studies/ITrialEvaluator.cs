using NasFuse.Core.Architectures;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Core.Studies;

/// <summary>What a worker reports while it evaluates.</summary>
public interface ITrialProgress
{
    /// <summary>Why the trial should end after the epoch that was reported last, e.g. <c>at epoch 4: worse than the median</c>; null when it goes on.</summary>
    string? ReasonToStop => null;

    /// <summary>Metrics were measured before training, or again, and better, during it.</summary>
    /// <param name="metrics">All that are known by now, by name.</param>
    void Measured(IReadOnlyDictionary<string, double> metrics)
    {
        // Of interest to studies only.
    }

    /// <summary>An epoch ended and its checkpoint is on disk.</summary>
    void Epoch(EpochRecord epoch);

    /// <summary>A training step ended (for live display only; nothing is stored).</summary>
    /// <param name="epoch">1-based epoch.</param>
    /// <param name="step">1-based step within the epoch.</param>
    /// <param name="steps">Steps per epoch.</param>
    /// <param name="loss">Loss of this step.</param>
    void Step(int epoch, int step, int steps, double loss);
}

/// <summary>A trial on its way to an evaluator.</summary>
/// <param name="Trial">As stored when it was started.</param>
/// <param name="Architecture">What to evaluate.</param>
/// <param name="Folder">Where the trial's files go; exists.</param>
public sealed record TrialAssignment(Trial Trial, Architecture Architecture, string Folder)
{
    /// <summary>File in the folder that a training is saved in and goes on from.</summary>
    public const string CheckpointFile = "checkpoint.bin";

    /// <summary>The study, for evaluators that serve several; null where there is one only.</summary>
    public ServedStudy? Study { get; init; }
}

/// <summary>Trains, evaluates and times one architecture.</summary>
/// <remarks>One instance per worker; called by that worker's thread alone.</remarks>
public interface ITrialEvaluator : IDisposable
{
    /// <summary>Device as shown and stored, e.g. <c>cpu (2 threads)</c>.</summary>
    string Device { get; }

    /// <summary>
    /// Evaluates a trial, going on from its checkpoint if there is one, and returns it in its final state; Pruned when the progress has a reason to stop.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; a checkpoint of the work so far is on disk.</exception>
    Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation);
}
