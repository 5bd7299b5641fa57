using NasFuse.Core.Studies;

namespace NasFuse.Torch.Training;

/// <summary>Listens to nothing.</summary>
public sealed class NoProgress : ITrialProgress
{
    /// <summary>The only one.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Epoch(EpochRecord epoch)
    {
    }

    /// <inheritdoc/>
    public void Step(int epoch, int step, int steps, double loss)
    {
    }
}
