using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
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
    private readonly TimeProvider _clock;
    private readonly TrialTelling _telling;
    private Queue<int> _due = [];

    public TrialProposer(
        Study study, ISampler sampler, TrialLedger ledger, FrontPromotion promotion, Func<Trial, IReadOnlyList<double>?> foretell, JsonObject? savedState,
        TimeProvider clock)
    {
        (_study, _sampler, _ledger, _promotion, _clock) = (study, sampler, ledger, promotion, clock);
        if (savedState is not null) Restore(savedState);
        var told = savedState is null ? new NumberRanges() : NumberRanges.Read(savedState["told"]!.AsArray());
        _telling = new TrialTelling(study, sampler, ledger, promotion, foretell, told);
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
        var context = new SamplerContext(number, _study.Space, _study.Objectives, random, IsKnown, _telling.History);
        if (_sampler.Ask(context) is not { } proposal) return null;
        var trial = ProposedTrial.Of(
            number, proposal.Architecture, proposal.Assignment, _study.ImageSize, RandomStreams.Derive(_study.Seed, "trial", number), _clock.GetUtcNow());
        _telling.History.Add(new PendingTrial(number, proposal.Assignment));
        return Classify(trial);
    }

    /// <summary>A trial ended; see <see cref="TrialTelling.Tell"/>.</summary>
    public void Tell(Trial trial) => _telling.Tell(trial);

    /// <summary>What <see cref="ITrialStore.Propose"/> has to keep.</summary>
    public JsonObject SaveState()
    {
        var state = new JsonObject { ["told"] = _telling.Write(), ["sampler"] = _sampler.Save() };
        if (_due.Count > 0) state["due"] = new JsonArray([.. _due]);
        return state;
    }

    private void Restore(JsonObject saved)
    {
        _sampler.Restore((JsonObject)saved["sampler"]!.DeepClone());
        if (saved["due"] is JsonArray due) _due = new Queue<int>(due.Select(number => number!.GetValue<int>()));
    }

    /// <summary>In a synchronous study what is due is decided between batches, so that it does not matter which trials of a batch have ended by now.</summary>
    private Trial? NextRepeat(int number)
    {
        if (_study.SynchronousBatch is not { } batch || number % batch == 0) _due = new Queue<int>(_promotion.Due());
        return _due.TryDequeue(out var original) ? _promotion.Again(original, number, _clock.GetUtcNow()) : null;
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
        return _study.SynchronousBatch is null || _telling.IsTold(original.Number)
            ? duplicate with { Metrics = trial.MetricsFrom(original), ClassIou = original.ClassIouForDuplicates() }
            : duplicate;
    }

    private static Trial End(Trial trial) => trial with { Finished = trial.Proposed };
}
