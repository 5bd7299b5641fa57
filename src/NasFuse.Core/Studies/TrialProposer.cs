using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;

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
    private readonly TimeProvider _clock;
    private readonly SamplerHistory _history = new();
    private NumberRanges _told = new();

    public TrialProposer(Study study, ISampler sampler, TrialLedger ledger, JsonObject? savedState, TimeProvider clock)
    {
        (_study, _sampler, _ledger, _clock) = (study, sampler, ledger, clock);
        if (savedState is not null) Restore(savedState);
        foreach (var trial in ledger.Trials) Remember(trial);
        foreach (var trial in ledger.Trials.Where(trial => trial.State.IsFinal() && !_told.Contains(trial.Number))) Tell(trial);
    }

    /// <summary>False while a synchronous study waits for the rest of a batch.</summary>
    public bool MayPropose => _study.SynchronousBatch is not { } batch || _ledger.NextNumber % batch != 0 || _told.Count == _ledger.NextNumber;

    /// <summary>Asks the sampler for the next trial; it is Proposed, Duplicate or Infeasible. Null when the sampler has nothing left.</summary>
    public Trial? Propose()
    {
        var number = _ledger.NextNumber;
        var random = RandomStreams.Create(_study.Seed, "sampler", number);
        var context = new SamplerContext(number, _study.Space, _study.Objectives, random, IsKnown, _history);
        if (_sampler.Ask(context) is not { } proposal) return null;
        var trial = ProposedTrial.Of(
            number, proposal.Architecture, proposal.Assignment, _study.ImageSize, RandomStreams.Derive(_study.Seed, "trial", number), _clock.GetUtcNow());
        _history.Add(new PendingTrial(number, proposal.Assignment));
        return Classify(trial);
    }

    /// <summary>Tells the sampler about a trial that ended; in a synchronous study about the whole batch when this was its last.</summary>
    public void Tell(Trial trial)
    {
        if (_study.SynchronousBatch is not { } batch) TellNow(trial);
        else if (BatchOf(trial.Number, batch) is var trials && trials.All(other => other?.State.IsFinal() == true)) Array.ForEach(trials, other => TellNow(other!));
    }

    /// <summary>What <see cref="ITrialStore.Propose"/> has to keep.</summary>
    public JsonObject SaveState() => new() { ["told"] = _told.Write(), ["sampler"] = _sampler.Save() };

    private void Restore(JsonObject saved)
    {
        _sampler.Restore((JsonObject)saved["sampler"]!.DeepClone());
        _told = NumberRanges.Read(saved["told"]!.AsArray());
    }

    private void TellNow(Trial trial)
    {
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
        return TrialLedger.ForSampler(original is null ? trial : trial with { Metrics = MetricsOf(trial, original) }, _study);
    }

    private void Remember(Trial trial)
    {
        if (_told.Contains(trial.Number)) _history.Add(ForSampler(trial));
        else _history.Add(new PendingTrial(trial.Number, trial.Assignment));
    }

    private bool IsKnown(Architecture architecture) => _ledger.FindArchitecture(ArchitectureId.Of(architecture)) is not null;

    private Trial Classify(Trial trial)
    {
        if (_ledger.FindArchitecture(trial.ArchitectureId) is { } original) return End(Repeat(trial, original));
        var broken = _study.Constraints.Where(constraint => trial.Metrics.TryGetValue(constraint.Metric, out var value) && !constraint.IsMet(value)).ToArray();
        return broken.Length == 0 ? trial : End(trial with { State = TrialState.Infeasible, Error = BrokenConstraints.Describe(broken, trial.Metrics) });
    }

    /// <summary>In a synchronous study results count from the next batch on, so that it does not matter whether the original has ended by now.</summary>
    private Trial Repeat(Trial trial, Trial original)
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
