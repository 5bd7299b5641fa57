using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Dashboard.Studies;

/// <summary>A study that runs in this process: what its observer hears is what the pages show, without a look at the disk. Thread-safe.</summary>
/// <param name="folder">Where the study lies.</param>
/// <param name="manifest">Its record.</param>
public sealed class LiveStudy(StudyFolder folder, RunManifest manifest) : IStudyObserver, ITrialFeed
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Trial> _news = [];
    private readonly SortedDictionary<int, RunningTrial> _running = [];
    private IReadOnlyList<FarmWorker> _workers = [];
    private bool _changed;

    /// <summary>Where the study lies.</summary>
    public StudyFolder Folder => folder;

    bool ITrialFeed.IsLive => true;

    /// <summary>Workers of other processes that serve it, as they showed themselves last; empty when this process does the work.</summary>
    public IReadOnlyList<FarmWorker> Workers
    {
        get
        {
            lock (_lock) return _workers;
        }
    }

    /// <summary>Shows workers of other processes, all that there are now.</summary>
    public void Farm(IReadOnlyList<FarmWorker> workers) => Change(() => _workers = workers);

    /// <inheritdoc/>
    public void Began(Study study, IReadOnlyList<Trial> existing) => Change(() =>
    {
        foreach (var trial in existing) _news[trial.Number] = trial;
    });

    /// <inheritdoc/>
    public void Proposed(Trial trial) => Change(() => _news[trial.Number] = trial);

    /// <inheritdoc/>
    public void Started(Trial trial) => Change(() =>
    {
        _news[trial.Number] = trial;
        _running[trial.Number] = new RunningTrial(trial.Number, trial.Epochs, null, null);
    });

    /// <inheritdoc/>
    public void Step(int trialNumber, int epoch, int step, int steps, double loss) =>
        Progress(trialNumber, trial => trial with { EpochsDone = epoch - 1 + (double)step / steps, Loss = loss });

    /// <inheritdoc/>
    public void Epoch(int trialNumber, EpochRecord epoch) => Progress(trialNumber, trial => trial with { EpochsDone = epoch.Epoch, Last = epoch });

    /// <inheritdoc/>
    public void Finished(Trial trial) => Change(() =>
    {
        _news[trial.Number] = trial;
        _running.Remove(trial.Number);
    });

    StudyNews? ITrialFeed.Poll()
    {
        lock (_lock)
        {
            if (!_changed) return null;
            var news = new StudyNews(manifest, [.. _news.Values], [.. _running.Values]);
            _news.Clear();
            _changed = false;
            return news;
        }
    }

    private void Progress(int number, Func<RunningTrial, RunningTrial> change) => Change(() =>
    {
        if (_running.TryGetValue(number, out var trial)) _running[number] = change(trial);
    });

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _changed = true;
        }
    }
}
