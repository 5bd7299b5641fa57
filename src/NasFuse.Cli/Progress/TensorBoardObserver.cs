using System.Collections.Concurrent;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.TensorBoard;

namespace NasFuse.Cli.Progress;

/// <summary>
/// Writes a study for TensorBoard into <c>tensorboard/</c> of its folder: a run per trial with its curves and its architecture, and the run
/// <c>study</c> with front and hypervolume over the trials that ended.
/// </summary>
/// <param name="folder">The study's folder.</param>
/// <param name="progress">Where the study stands; hears events before this.</param>
/// <param name="note">Told once when nothing can be written; the study goes on.</param>
/// <param name="clock">The time.</param>
internal sealed class TensorBoardObserver(StudyFolder folder, StudyProgress progress, Action<string> note, TimeProvider clock) : IStudyObserver, IDisposable
{
    /// <summary>Folder of all runs in a study's folder.</summary>
    public const string FolderName = "tensorboard";

    private const int StudyRun = -1;

    private readonly ConcurrentDictionary<int, Lazy<EventFile>> _files = new();
    private int _failed;

    public void Began(Study study, IReadOnlyList<Trial> existing)
    {
        // Nothing to draw yet.
    }

    public void Proposed(Trial trial)
    {
        // Trials that are trained begin with Started; the others have no curves.
    }

    public void Started(Trial trial) => Try(() => FileOf(trial.Number).AddText(0, "architecture", $"```\n{trial.Architecture}\n```"));

    public void Step(int trialNumber, int epoch, int step, int steps, double loss)
    {
        // Curves have a point per epoch.
    }

    public void Epoch(int trialNumber, EpochRecord epoch) => Try(() => FileOf(trialNumber).AddScalars(epoch.Epoch, Curves(epoch)));

    public void Finished(Trial trial) => Try(() =>
    {
        FileOf(trial.Number).AddScalars(trial.Epochs, trial.Metrics.Select(metric => KeyValuePair.Create($"result/{metric.Key}", metric.Value)));
        if (_files.TryRemove(trial.Number, out var file)) file.Value.Dispose();
        var snapshot = progress.Snapshot()!;
        FileOf(StudyRun).AddScalars(snapshot.Ended, [new("study/hypervolume", snapshot.HypervolumeShare), new("study/front", snapshot.Front.Length)]);
    });

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Value.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, double>> Curves(EpochRecord epoch)
    {
        yield return new("training/loss", epoch.Loss);
        yield return new("training/learningRate", epoch.LearningRate);
        yield return new("training/imagesPerSecond", epoch.ImagesPerSecond);
        if (epoch.MeanIou is { } miou) yield return new("validation/miou", miou);
        if (epoch.PixelAccuracy is { } accuracy) yield return new("validation/pixelAccuracy", accuracy);
    }

    private EventFile FileOf(int number) => _files.GetOrAdd(number, _ => new Lazy<EventFile>(() => EventFile.Create(
        Path.Combine(folder.Path, FolderName, number == StudyRun ? "study" : FormattableString.Invariant($"trial-{number:0000}")), clock))).Value;

    private void Try(Action write)
    {
        if (_failed > 0) return;
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Increment(ref _failed) == 1) note($"events for TensorBoard cannot be written any more: {e.Message}");
        }
    }
}
