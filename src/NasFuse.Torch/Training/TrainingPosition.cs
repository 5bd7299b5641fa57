using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Torch.Training;

/// <summary>How far a training has come.</summary>
/// <param name="History">What each finished epoch gave.</param>
/// <param name="StepsInEpoch">Steps done in the epoch under way.</param>
/// <param name="LossSum">Sum of their losses.</param>
/// <param name="LossCount">Steps among them that had a loss: those with at least one labelled pixel.</param>
/// <param name="EpochSeconds">Seconds spent in the epoch under way.</param>
public sealed record TrainingPosition(ImmutableArray<EpochRecord> History, int StepsInEpoch, double LossSum, int LossCount, double EpochSeconds)
{
    /// <summary>Nothing done yet.</summary>
    public static TrainingPosition Start { get; } = new([], 0, 0, 0, 0);

    /// <summary>Epochs that are finished.</summary>
    public int FinishedEpochs => History.Length;

    /// <summary>1-based number of the epoch under way.</summary>
    public int Epoch => History.Length + 1;

    /// <summary>Seconds spent so far.</summary>
    public double TotalSeconds => History.Sum(epoch => epoch.Seconds) + EpochSeconds;

    /// <summary>One step further.</summary>
    /// <param name="loss">Its loss, or null when no pixel was labelled.</param>
    public TrainingPosition AfterStep(double? loss) =>
        this with { StepsInEpoch = StepsInEpoch + 1, LossSum = LossSum + (loss ?? 0), LossCount = LossCount + (loss is null ? 0 : 1) };

    /// <summary>At the start of the next epoch.</summary>
    public TrainingPosition AfterEpoch(EpochRecord record) => Start with { History = History.Add(record) };
}
