using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;

namespace NasFuse.Core.Studies;

/// <summary>Stores what trials report and asks the study's pruner about it.</summary>
/// <remarks>
/// Thread-safe: reports are decided and stored one after the other, each decision together with the epoch it is about. An epoch that is reported
/// again, because its trial was interrupted, keeps the decision that was stored with it: none is lost, and none is made twice.
/// </remarks>
public sealed class TrialPruning
{
    private const int MostTeachers = 256;

    private readonly Study _study;
    private readonly ITrialStore _store;
    private readonly IPruner? _pruner;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, LearningCurve> _curves = [];
    private readonly HashSet<int> _repeats = [];
    private readonly Dictionary<(int Trial, int Epoch), EpochRecord> _stored = [];

    /// <summary>Takes over what is stored.</summary>
    /// <param name="study">The study, with its pruner or without one.</param>
    /// <param name="store">Its store.</param>
    public TrialPruning(Study study, ITrialStore store)
    {
        (_study, _store, _pruner) = (study, store, study.Pruner?.Create());
        if (_pruner is null) return;
        foreach (var trial in store.Trials().Where(trial => trial.RepeatOf is not null)) _repeats.Add(trial.Number);
        foreach (var trial in store.Trials().Where(trial => trial.IsOriginal && trial.State != TrialState.Proposed))
        {
            var epochs = store.Epochs(trial.Number);
            foreach (var epoch in epochs.Where(_ => !trial.State.IsFinal())) _stored[(trial.Number, epoch.Epoch)] = epoch;
            _curves[trial.Number] = CurveOf(trial, epochs, study.Plan.Epochs);
        }
    }

    /// <summary>A stored trial as pruners see it.</summary>
    /// <param name="trial">The trial with its repeats.</param>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="budget">Epochs of a whole training.</param>
    public static LearningCurve CurveOf(Trial trial, IEnumerable<EpochRecord> epochs, int budget)
    {
        var evaluations = epochs.Select(AsEvaluation).OfType<Evaluation>();
        return new LearningCurve(trial.Number, Known(trial.Metrics), [.. evaluations], trial.State == TrialState.Complete)
        {
            Repeats = [.. trial.Repeats.Where(repeat => repeat.State == TrialState.Complete && repeat.Epochs == budget).Select(repeat => repeat.Metrics)],
        };
    }

    /// <summary>A worker begins a trial.</summary>
    public void Started(Trial trial)
    {
        if (_pruner is null) return;
        lock (_lock)
        {
            if (trial.RepeatOf is not null) _repeats.Add(trial.Number);
            else _curves[trial.Number] = CurveOf(trial.Number) with { Known = Known(trial.Metrics) };
        }
    }

    /// <summary>Stores metrics that were measured before training.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="metrics">All that are known by now.</param>
    /// <param name="latencyBackend">How latency was measured, where that is known apart from the result.</param>
    public void Measured(int number, IReadOnlyDictionary<string, double> metrics, string? latencyBackend = null)
    {
        lock (_lock)
        {
            _store.Measured(number, metrics, latencyBackend);
            if (IsJudged(number)) _curves[number] = CurveOf(number) with { Known = Known(metrics) };
        }
    }

    /// <summary>Stores an epoch with the decision about it and returns what was stored.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="epoch">What the epoch gave; the trial is asked about when it was evaluated after it and it is not the last.</param>
    public EpochRecord Report(int number, EpochRecord epoch)
    {
        lock (_lock)
        {
            var record = IsJudged(number) ? Decide(number, epoch) : epoch;
            _store.Report(number, record);
            return record;
        }
    }

    /// <summary>A trial ended and was stored.</summary>
    public void Finished(Trial trial)
    {
        if (_pruner is null) return;
        lock (_lock)
        {
            if (trial.RepeatOf is { } original) AddRepeat(CurveOf(original), trial);
            else _curves[trial.Number] = CurveOf(trial.Number) with { Known = Known(trial.Metrics), IsComplete = trial.State == TrialState.Complete };
            // No epoch of it comes again.
            for (var epoch = 1; epoch <= _study.Plan.Epochs; epoch++) _stored.Remove((trial.Number, epoch));
        }
    }

    /// <summary>Objective values, in their order, that a pruned trial would probably have ended with; null where nothing can be foretold.</summary>
    /// <remarks>
    /// By <see cref="CurveForecast"/> from the complete trials before it, the last 256 at most: those after it would make an answer depend on when it is asked
    /// for, and a resumed study go another way. With several workers in a study that is not synchronous, some before it may still be under way.
    /// </remarks>
    /// <param name="trial">The trial.</param>
    public IReadOnlyList<double>? Foretell(Trial trial)
    {
        lock (_lock)
        {
            if (!_curves.TryGetValue(trial.Number, out var curve)) return null;
            var before = _curves.Values.TakeWhile(other => other.Number < trial.Number);
            LearningCurve[] complete = [.. before.Where(other => other.IsComplete).TakeLast(MostTeachers)];
            var costs = CurveForecast.CostsOf(curve, complete, _study.Objectives);
            // AsCost is its own inverse.
            return costs?.Zip(_study.Objectives, (cost, objective) => objective.AsCost(cost.Mean)).ToArray();
        }
    }

    private void AddRepeat(LearningCurve original, Trial repeat)
    {
        if (repeat.State == TrialState.Repeat) _curves[original.Number] = original with { Repeats = [.. original.Repeats, repeat.Metrics] };
    }

    /// <summary>Repeats are evaluated to their end, or their mean would leave out what went badly.</summary>
    private bool IsJudged(int number) => _pruner is not null && !_repeats.Contains(number);

    private EpochRecord Decide(int number, EpochRecord epoch)
    {
        if (_stored.TryGetValue((number, epoch.Epoch), out var before)) return epoch with { Pruned = before.Pruned };
        var record = AsEvaluation(epoch) is { } evaluation ? epoch with { Pruned = Ask(number, evaluation) } : epoch;
        _stored[(number, epoch.Epoch)] = record;
        return record;
    }

    private string? Ask(int number, Evaluation evaluation)
    {
        var curve = CurveOf(number);
        curve = _curves[number] = curve with { Evaluations = [.. curve.Evaluations.Where(earlier => earlier.Epoch < evaluation.Epoch), evaluation] };
        if (evaluation.Epoch >= _study.Plan.Epochs) return null;
        LearningCurve[] others = [.. _curves.Values.Where(other => other.Number != number && other.Evaluations.Length > 0)];
        var reason = _pruner!.Decide(new PrunerContext(curve, others, _study.Objectives, _study.Plan, _study.Seed));
        return reason is null ? null : $"at epoch {evaluation.Epoch}: {reason}";
    }

    private LearningCurve CurveOf(int number) =>
        _curves.GetValueOrDefault(number) ?? new LearningCurve(number, ImmutableSortedDictionary<string, double>.Empty, [], IsComplete: false);

    private static ImmutableSortedDictionary<string, double> Known(IReadOnlyDictionary<string, double> metrics) =>
        metrics.Where(metric => MetricNames.IsKnownBeforeTraining(metric.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Evaluation? AsEvaluation(EpochRecord epoch) =>
        epoch.MeanIou is { } miou ? new Evaluation(epoch.Epoch, miou, epoch.PixelAccuracy ?? double.NaN) { Loss = epoch.Loss } : null;
}
