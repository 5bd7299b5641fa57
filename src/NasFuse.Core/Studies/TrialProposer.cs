using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>Makes trials out of a sampler's proposals and keeps the sampler's state such that a resumed study goes on as an unbroken one would.</summary>
/// <remarks>
/// The state is stored with every proposed trial, together with the numbers told by then; on resume it is restored and the trials that ended
/// later are told in the order of their numbers. Not thread-safe.
/// </remarks>
internal sealed class TrialProposer
{
    private readonly Study _study;
    private readonly ISampler _sampler;
    private readonly TrialLedger _ledger;
    private readonly FrontPromotion _promotion;
    private readonly Func<Trial, IReadOnlyList<double>?> _foretell;
    private readonly TimeProvider _clock;
    private readonly SamplerHistory _history = new();
    private readonly SortedSet<int> _heldBack = [];
    private Queue<int> _due = [];
    private NumberRanges _told = new();

    public TrialProposer(
        Study study, ISampler sampler, TrialLedger ledger, FrontPromotion promotion, Func<Trial, IReadOnlyList<double>?> foretell, JsonObject? savedState,
        TimeProvider clock)
    {
        (_study, _sampler, _ledger, _promotion, _foretell, _clock) = (study, sampler, ledger, promotion, foretell, clock);
        if (savedState is not null) Restore(savedState);
        promotion.CountAll(_told.Contains);
        foreach (var trial in ledger.Trials) Remember(trial);
        TakeUp([.. ledger.Trials.Where(trial => trial.State.IsFinal() && !_told.Contains(trial.Number))]);
    }

    /// <summary>False while a synchronous study waits for the rest of a batch.</summary>
    public bool MayPropose => _study.SynchronousBatch is not { } batch || _ledger.NextNumber % batch != 0 || _ledger.Open == 0;

    /// <summary>
    /// Another evaluation of what is promoted, else what the sampler proposes: Proposed, Duplicate or Infeasible. Null when there is nothing left.
    /// </summary>
    public Trial? Propose()
    {
        var number = _ledger.NextNumber;
        if (NextRepeat(number) is { } repeat) return repeat;
        var random = RandomStreams.Create(_study.Seed, "sampler", number);
        var context = new SamplerContext(number, _study.Space, _study.Objectives, random, IsKnown, _history);
        if (_sampler.Ask(context) is not { } proposal) return null;
        var trial = ProposedTrial.Of(
            number, proposal.Architecture, proposal.Assignment, _study.ImageSize, RandomStreams.Derive(_study.Seed, "trial", number), _clock.GetUtcNow());
        _history.Add(new PendingTrial(number, proposal.Assignment));
        return Classify(trial);
    }

    /// <summary>
    /// Tells the sampler about a trial that ended, or holds it back until promotion is done with it; in a synchronous study tells of the whole batch when this
    /// was its last.
    /// </summary>
    public void Tell(Trial trial)
    {
        if (_study.SynchronousBatch is not { } batch) TellSettled([trial]);
        else if (BatchOf(trial.Number, batch) is var trials && trials.All(other => other?.State.IsFinal() == true)) TellSettled(trials!);
    }

    /// <summary>What <see cref="ITrialStore.Propose"/> has to keep.</summary>
    public JsonObject SaveState()
    {
        var state = new JsonObject { ["told"] = _told.Write(), ["sampler"] = _sampler.Save() };
        if (_due.Count > 0) state["due"] = new JsonArray([.. _due]);
        return state;
    }

    private void Restore(JsonObject saved)
    {
        _sampler.Restore((JsonObject)saved["sampler"]!.DeepClone());
        _told = NumberRanges.Read(saved["told"]!.AsArray());
        if (saved["due"] is JsonArray due) _due = new Queue<int>(due.Select(number => number!.GetValue<int>()));
    }

    /// <summary>In a synchronous study, trials of earlier batches that were held back are judged when the batch has ended, as in an unbroken study.</summary>
    private void TakeUp(IReadOnlyList<Trial> untold)
    {
        if (_study.SynchronousBatch is not { } batch) TellSettled(untold);
        else
        {
            var last = (_ledger.NextNumber - 1) / batch;
            _heldBack.UnionWith(untold.Select(trial => trial.Number).Where(number => number / batch < last));
            if (untold.Count > 0 && _ledger.Find(_ledger.NextNumber - 1) is { } newest) Tell(newest);
        }
    }

    /// <summary>In a synchronous study what is due is decided between batches, so that it does not matter which trials of a batch have ended by now.</summary>
    private Trial? NextRepeat(int number)
    {
        if (_study.SynchronousBatch is not { } batch || number % batch == 0) _due = new Queue<int>(_promotion.Due());
        return _due.TryDequeue(out var original) ? _promotion.Again(original, number, _clock.GetUtcNow()) : null;
    }

    /// <summary>Repeats count at once; other trials are told when promotion is done with them.</summary>
    private void TellSettled(IReadOnlyList<Trial> ended)
    {
        foreach (var trial in ended)
        {
            if (trial.RepeatOf is null) _heldBack.Add(trial.Number);
            else if (_told.Add(trial.Number) && trial.State == TrialState.Repeat) Recount(trial.RepeatOf.Value);
        }
        foreach (var number in _promotion.Settled(_heldBack)) TellNow(_ledger.Find(number)!);
    }

    /// <summary>Models that read the history learn the new mean; what a sampler was told before stays as it was.</summary>
    private void Recount(int original)
    {
        _promotion.Count(original, _told.Contains);
        if (_told.Contains(original)) _history.Replace(ForSampler(_ledger.Find(original)!));
    }

    private void TellNow(Trial trial)
    {
        _heldBack.Remove(trial.Number);
        if (!_told.Add(trial.Number)) return;
        var finished = ForSampler(trial);
        _history.Add(finished);
        _sampler.Tell(finished);
    }

    private Trial?[] BatchOf(int number, int batch) => [.. Enumerable.Range(number / batch * batch, batch).Select(_ledger.Find)];

    /// <summary>A duplicate may have been proposed before its original ended, so that its results come from there.</summary>
    private FinishedTrial ForSampler(Trial trial)
    {
        var original = trial.State == TrialState.Duplicate ? _ledger.FindArchitecture(trial.ArchitectureId) : null;
        return TrialLedger.ForSampler(original is null ? trial : trial with { Metrics = MetricsOf(trial, original) }, _study, _foretell);
    }

    private void Remember(Trial trial)
    {
        if (trial.RepeatOf is not null) return;
        if (_told.Contains(trial.Number)) _history.Add(ForSampler(trial));
        else _history.Add(new PendingTrial(trial.Number, trial.Assignment));
    }

    private bool IsKnown(Architecture architecture) => _ledger.FindArchitecture(ArchitectureId.Of(architecture)) is not null;

    private Trial Classify(Trial trial)
    {
        if (_ledger.FindArchitecture(trial.ArchitectureId) is { } original) return End(Duplicate(trial, original));
        var broken = _study.Constraints.Where(constraint => trial.Metrics.TryGetValue(constraint.Metric, out var value) && !constraint.IsMet(value)).ToArray();
        return broken.Length == 0 ? trial : End(trial with { State = TrialState.Infeasible, Error = BrokenConstraints.Describe(broken, trial.Metrics) });
    }

    /// <summary>In a synchronous study results count from the next batch on, so that it does not matter whether the original has ended by now.</summary>
    private Trial Duplicate(Trial trial, Trial original)
    {
        var duplicate = trial with { State = TrialState.Duplicate, DuplicateOf = original.Number };
        return _study.SynchronousBatch is null || _told.Contains(original.Number)
            ? duplicate with { Metrics = MetricsOf(trial, original), ClassIou = ClassIouOf(original) }
            : duplicate;
    }

    /// <summary>A duplicate takes over what was measured; what a pruned trial had reached is no result.</summary>
    private static ImmutableSortedDictionary<string, double> MetricsOf(Trial duplicate, Trial original) =>
        duplicate.Metrics.SetItems(original.State == TrialState.Pruned ? original.Metrics.Where(metric => !Evaluation.Has(metric.Key)) : original.Metrics);

    private static ImmutableSortedDictionary<string, double> ClassIouOf(Trial original) =>
        original.State == TrialState.Pruned ? ImmutableSortedDictionary<string, double>.Empty : original.ClassIou;

    private static Trial End(Trial trial) => trial with { Finished = trial.Proposed };
}
