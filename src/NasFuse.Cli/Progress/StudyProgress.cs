using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Cli.Progress;

/// <summary>Keeps count of what happens in a study. Thread-safe.</summary>
internal sealed class StudyProgress(int epochsPerTrial, TimeProvider clock) : IStudyObserver
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, Trial> _trials = [];
    private readonly SortedDictionary<int, ActiveTrial> _active = [];
    private Study? _study;
    private long _start;
    private int _evaluatedBefore;

    /// <inheritdoc/>
    public void Began(Study study, IReadOnlyList<Trial> existing)
    {
        lock (_lock)
        {
            (_study, _start) = (study, clock.GetTimestamp());
            foreach (var trial in existing) _trials[trial.Number] = trial;
            _evaluatedBefore = existing.Count(trial => trial.State.IsEvaluated());
        }
    }

    /// <inheritdoc/>
    public void Proposed(Trial trial) => Update(trial);

    /// <inheritdoc/>
    public void Started(Trial trial)
    {
        Update(trial);
        lock (_lock) _active[trial.Number] = new ActiveTrial(trial.Number, 0, 0, double.NaN, null);
    }

    /// <inheritdoc/>
    public void Step(int trialNumber, int epoch, int step, int steps, double loss)
    {
        lock (_lock)
        {
            if (_active.TryGetValue(trialNumber, out var trial)) _active[trialNumber] = trial with { Epoch = epoch, Fraction = (double)step / steps, Loss = loss };
        }
    }

    /// <inheritdoc/>
    public void Epoch(int trialNumber, EpochRecord epoch)
    {
        lock (_lock)
        {
            if (_active.TryGetValue(trialNumber, out var trial)) _active[trialNumber] = trial with { Epoch = epoch.Epoch, Fraction = 1, Last = epoch };
        }
    }

    /// <inheritdoc/>
    public void Finished(Trial trial)
    {
        lock (_lock)
        {
            _trials[trial.Number] = trial;
            _active.Remove(trial.Number);
            if (trial is { State: TrialState.Repeat, RepeatOf: { } original } && _trials.TryGetValue(original, out var repeated))
                _trials[original] = repeated with { Repeats = [.. repeated.Repeats, repeated.RepeatBy(trial)] };
        }
    }

    /// <summary>How things stand now.</summary>
    public StudySnapshot? Snapshot()
    {
        lock (_lock)
        {
            if (_study is null) return null;
            Trial[] trials = [.. _trials.Values.Select(trial => trial.Repeats.IsEmpty ? trial : trial.Averaged(_study.Plan.Epochs))];
            return new StudySnapshot(
                _study, [.. trials], [.. _active.Values], [.. TrialRanking.Front(trials, _study.Objectives)],
                TrialRanking.HypervolumeShare(trials, _study.Objectives, _study.Reference), Remaining());
        }
    }

    private void Update(Trial trial)
    {
        lock (_lock) _trials[trial.Number] = trial;
    }

    /// <summary>Time per evaluated trial of this run, running ones counted by their share, times what is left.</summary>
    private TimeSpan? Remaining()
    {
        if (_study!.Budget.Trials is not { } budget) return null;
        var underWay = _active.Values.Sum(trial => Math.Min(1, Math.Max(0, trial.Epoch - 1 + trial.Fraction) / epochsPerTrial));
        var done = _trials.Values.Count(trial => trial.State.IsEvaluated()) - _evaluatedBefore + underWay;
        if (done < 0.02) return null;
        var left = budget - _trials.Values.Count(trial => trial.State.IsFinal()) - underWay;
        return clock.GetElapsedTime(_start) * (Math.Max(0, left) / done);
    }
}
