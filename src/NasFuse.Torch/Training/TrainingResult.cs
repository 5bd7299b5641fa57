using System.Collections.Immutable;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Metrics;
using NasFuse.Core.Studies;

namespace NasFuse.Torch.Training;

/// <summary>What a finished training gave.</summary>
/// <param name="Weights">The values that were judged and are shipped, those of training-only heads included.</param>
/// <param name="Confusion">Counts over the validation split after the last epoch.</param>
/// <param name="History">What each epoch gave.</param>
public sealed record TrainingResult(WeightSet Weights, ConfusionMatrix Confusion, ImmutableArray<EpochRecord> History)
{
    /// <summary>Seconds of training and validation, interrupted attempts included.</summary>
    public double Seconds => History.Sum(epoch => epoch.Seconds);
}
