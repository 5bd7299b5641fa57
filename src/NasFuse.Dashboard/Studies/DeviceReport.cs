using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>What one device has done.</summary>
/// <param name="Name">The device with its name, e.g. <c>cpu (2 threads)</c>.</param>
/// <param name="Running">Trials it has at the moment.</param>
/// <param name="Evaluated">Trials that it evaluated.</param>
/// <param name="Failed">Trials that failed on it.</param>
/// <param name="ImagesPerSecond">Training throughput of the trials it has at the moment, or null when it has none with an epoch behind it.</param>
/// <param name="MeanTrainSeconds">Mean training time of the trials that it evaluated.</param>
/// <param name="Last">When its last trial ended, UTC.</param>
internal sealed record DeviceReport(
    string Name, int Running, int Evaluated, int Failed, double? ImagesPerSecond, double MeanTrainSeconds, DateTimeOffset? Last)
{
    /// <summary>All devices that the trials of a study name.</summary>
    public static IReadOnlyList<DeviceReport> Of(StudyView view) =>
    [
        .. view.Trials.Where(trial => trial.Device is not null && trial.DuplicateOf is null).GroupBy(trial => trial.Device!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group], view)),
    ];

    private static DeviceReport Of(string name, Trial[] trials, StudyView view)
    {
        var running = trials.Where(trial => trial.State == TrialState.Running).Select(trial => trial.Number).ToHashSet();
        double[] speeds = [.. view.Running.Where(trial => running.Contains(trial.Number)).Select(trial => trial.Last?.ImagesPerSecond).OfType<double>()];
        Trial[] evaluated = [.. trials.Where(trial => trial.State.IsEvaluated())];
        return new DeviceReport(
            name, running.Count, evaluated.Length, evaluated.Count(trial => trial.State == TrialState.Failed), speeds.Length == 0 ? null : speeds.Sum(),
            evaluated.Length == 0 ? 0 : evaluated.Average(trial => trial.TrainSeconds), trials.Max(trial => trial.Finished));
    }
}
