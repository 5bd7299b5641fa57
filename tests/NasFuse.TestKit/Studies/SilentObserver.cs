using NasFuse.Core.Studies;

namespace NasFuse.TestKit.Studies;

/// <summary>Hears what happens in a study and does nothing about it.</summary>
public sealed class SilentObserver : IStudyObserver
{
    /// <inheritdoc/>
    public void Began(Study study, IReadOnlyList<Trial> existing)
    {
    }

    /// <inheritdoc/>
    public void Proposed(Trial trial)
    {
    }

    /// <inheritdoc/>
    public void Started(Trial trial)
    {
    }

    /// <inheritdoc/>
    public void Step(int trialNumber, int epoch, int step, int steps, double loss)
    {
    }

    /// <inheritdoc/>
    public void Epoch(int trialNumber, EpochRecord epoch)
    {
    }

    /// <inheritdoc/>
    public void Finished(Trial trial)
    {
    }
}
