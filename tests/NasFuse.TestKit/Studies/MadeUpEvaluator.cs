using NasFuse.Core.Studies;

namespace NasFuse.TestKit.Studies;

/// <summary>Evaluates trials by a function, after a few epochs that say nothing.</summary>
/// <param name="evaluate">Gives the trial with its results.</param>
/// <param name="epochs">Epochs that are reported before.</param>
/// <param name="meanIou">Their mIoU, or null where they were not evaluated.</param>
public sealed class MadeUpEvaluator(Func<Trial, CancellationToken, Trial> evaluate, int epochs = 2, double? meanIou = null) : ITrialEvaluator
{
    public string Device => "none";

    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        for (var epoch = 1; epoch <= epochs; epoch++) progress.Epoch(new EpochRecord(epoch, 1, 0.1, meanIou, 1, 1));
        return evaluate(assignment.Trial, cancellation);
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
