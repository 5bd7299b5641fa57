using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>A trial that a worker has at the moment.</summary>
/// <param name="Number">Its number.</param>
/// <param name="EpochsDone">Epochs trained, the one under way counted by its share.</param>
/// <param name="Loss">Loss of the last step, or null where only the store is known.</param>
/// <param name="Last">The last epoch that ended, or null.</param>
public sealed record RunningTrial(int Number, double EpochsDone, double? Loss, EpochRecord? Last);
