using NasFuse.Core.Studies;

namespace NasFuse.Torch.Tests.Training;

/// <summary>Calls something after each step and keeps what epochs gave.</summary>
internal sealed class StepProgress(Action afterStep) : ITrialProgress
{
    public List<EpochRecord> Epochs { get; } = [];

    public void Epoch(EpochRecord epoch) => Epochs.Add(epoch);

    public void Step(int epoch, int step, int steps, double loss) => afterStep();
}
