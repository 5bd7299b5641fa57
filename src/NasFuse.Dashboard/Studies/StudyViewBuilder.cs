using System.Collections.Immutable;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Dashboard.Studies;

/// <summary>Makes the next view of a study from its news. Not thread-safe.</summary>
/// <param name="name">Name of the study.</param>
/// <param name="isLive">True when the search runs in this process.</param>
internal sealed class StudyViewBuilder(string name, bool isLive)
{
    private readonly SortedDictionary<int, Trial> _trials = [];
    private readonly SortedDictionary<TrialState, int> _counts = [];
    private RunManifest? _manifest;
    private FrontGrowth? _growth;
    private DateTimeOffset? _lastChange;
    private int _version;

    /// <summary>The view after the news, and the trials that changed.</summary>
    public (StudyView View, IReadOnlyList<Trial> Changed) Apply(StudyNews news)
    {
        var anew = _growth is null || !ReferenceEquals(_manifest, news.Manifest);
        if (_manifest is not null && news.Manifest.Created != _manifest.Created) Forget();
        _manifest = news.Manifest;
        Trial[] changed = [.. news.Trials.Select(trial => trial.Averaged(_manifest.Study.Study.Training.Epochs)).Where(IsNew)];
        // A trial that had ended and changes has been repeated; what it had added to the front cannot be taken back.
        anew |= changed.Any(trial => _trials.TryGetValue(trial.Number, out var before) && before.State.IsFinal());
        foreach (var trial in changed) Store(trial);
        if (anew) _growth = new FrontGrowth(_manifest.Objectives, _manifest.Reference);
        foreach (var trial in (anew ? _trials.Values : changed.AsEnumerable()).Where(trial => trial.State.IsFinal()).OrderBy(
            trial => trial.Finished ?? trial.Proposed))
            _growth!.Add(trial);
        return (View(news.Running), changed);
    }

    private void Forget()
    {
        _trials.Clear();
        _counts.Clear();
        _lastChange = null;
    }

    private bool IsNew(Trial trial) => !_trials.TryGetValue(trial.Number, out var before) || !before.State.IsFinal()
        || before.EvaluationCount != trial.EvaluationCount;

    private void Store(Trial trial)
    {
        if (_trials.TryGetValue(trial.Number, out var before) && --_counts[before.State] == 0) _counts.Remove(before.State);
        _trials[trial.Number] = trial;
        _counts[trial.State] = _counts.GetValueOrDefault(trial.State) + 1;
        var time = trial.Finished ?? trial.Proposed;
        if (_lastChange is null || time > _lastChange) _lastChange = time;
    }

    private StudyView View(IReadOnlyList<RunningTrial> running) => new()
    {
        Name = name,
        Version = ++_version,
        Manifest = _manifest!,
        Trials = [.. _trials.Values],
        Front = [.. _growth!.Front],
        Growth = [.. _growth.Points],
        Running = [.. running],
        Counts = _counts.ToImmutableSortedDictionary(),
        IsLive = isLive,
        LastChange = _lastChange,
    };
}
