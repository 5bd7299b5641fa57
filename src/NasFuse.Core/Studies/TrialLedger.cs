using NasFuse.Core.Pruners;
using NasFuse.Core.Samplers;

namespace NasFuse.Core.Studies;

/// <summary>The controller's view of all trials of a study, newest versions, by number and by architecture. Not thread-safe.</summary>
/// <remarks>
/// It grows with the study, so of a trial that has ended it keeps what the search needs: the store has the text of its architecture, its files, its error
/// and its repeats. Texts that many trials have in common are kept once.
/// </remarks>
public sealed class TrialLedger
{
    private readonly SortedDictionary<int, Trial> _trials = [];
    private readonly Dictionary<int, List<int>> _repeatsOf = [];
    private readonly Dictionary<string, int> _firstOf = new(StringComparer.Ordinal);
    private readonly SharedTexts _texts = new();

    /// <summary>Creates a ledger of stored trials.</summary>
    public TrialLedger(IEnumerable<Trial> stored)
    {
        foreach (var trial in stored) Update(trial);
    }

    /// <summary>All trials by number; of those that have ended what the search needs.</summary>
    public IReadOnlyCollection<Trial> Trials => _trials.Values;

    /// <summary>The number that the next trial gets.</summary>
    public int NextNumber { get; private set; }

    /// <summary>Trials that have not ended.</summary>
    public int Open { get; private set; }

    /// <summary>Adds a trial or its newer version; returns it as it is kept.</summary>
    public Trial Update(Trial trial)
    {
        if (_trials.TryGetValue(trial.Number, out var before)) trial = trial with { ArchitectureId = before.ArchitectureId, Assignment = before.Assignment };
        else trial = AddNew(trial);
        if (before is not null && !before.State.IsFinal()) Open--;
        if (!trial.State.IsFinal()) Open++;
        NextNumber = Math.Max(NextNumber, trial.Number + 1);
        if (trial.IsOriginal) _firstOf.TryAdd(trial.ArchitectureId, trial.Number);
        return _trials[trial.Number] = trial.State.IsFinal() ? Kept(trial) : trial;
    }

    /// <summary>A trial by number, or null.</summary>
    public Trial? Find(int number) => _trials.GetValueOrDefault(number);

    /// <summary>The trial that evaluates or evaluated this architecture, or null.</summary>
    public Trial? FindArchitecture(string architectureId) => _firstOf.TryGetValue(architectureId, out var number) ? _trials[number] : null;

    /// <summary>True while a trial evaluates this one again.</summary>
    public bool IsBeingRepeated(int number) => RepeatsOf(number).Any(repeat => !repeat.State.IsFinal());

    /// <summary>Trials that evaluated this one again and came to no result.</summary>
    public int FailedRepeats(int number) => RepeatsOf(number).Count(repeat => repeat.State.IsFinal() && repeat.State != TrialState.Repeat);

    /// <summary>A trial as samplers see it.</summary>
    /// <remarks>
    /// A pruned trial has no values but a partial result. A constraint on what training gives is not held against it, because it might have met it later.
    /// </remarks>
    /// <param name="trial">The trial.</param>
    /// <param name="study">Its study.</param>
    /// <param name="foretell">Gives the values that a pruned trial would probably have ended with, or null.</param>
    public static FinishedTrial ForSampler(Trial trial, Study study, Func<Trial, IReadOnlyList<double>?> foretell)
    {
        var values = study.Objectives.Select(objective => trial.Metrics.TryGetValue(objective.Name, out var value) ? value : double.NaN).ToArray();
        var isPruned = trial.State == TrialState.Pruned;
        var violation = study.Constraints.Where(constraint => !isPruned || !Evaluation.Has(constraint.Metric))
            .Sum(constraint => trial.Metrics.TryGetValue(constraint.Metric, out var value) ? constraint.Violation(value) : 0);
        var known = trial.State is TrialState.Complete or TrialState.Duplicate && values.All(double.IsFinite);
        return new FinishedTrial(trial.Number, trial.Assignment, known ? values : null, violation)
        {
            Partial = isPruned && values.All(double.IsFinite)
                ? new PartialResult(values, (double)trial.Epochs / study.Plan.Epochs) { Foretold = foretell(trial) }
                : null,
        };
    }

    private IEnumerable<Trial> RepeatsOf(int number) => _repeatsOf.GetValueOrDefault(number, []).Select(repeat => _trials[repeat]);

    private Trial AddNew(Trial trial)
    {
        if (trial.RepeatOf is not { } original) return trial with { Assignment = new(_texts.Shared(trial.Assignment.Labels, _texts.Shared)) };
        if (!_repeatsOf.TryGetValue(original, out var repeats)) _repeatsOf[original] = repeats = [];
        repeats.Add(trial.Number);
        return trial with { Assignment = _trials[original].Assignment };
    }

    private Trial Kept(Trial ended) => ended with
    {
        Architecture = "", Error = null, Artefacts = [], Repeats = [],
        Metrics = _texts.Shared(ended.Metrics, value => value), ClassIou = _texts.Shared(ended.ClassIou, value => value),
        Device = _texts.SharedOrNull(ended.Device), LatencyBackend = _texts.SharedOrNull(ended.LatencyBackend),
    };
}
