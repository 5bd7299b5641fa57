using System.Text.Json.Nodes;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>Tells the sampler what came out, each trial once, and keeps the history that samplers read.</summary>
/// <remarks>
/// Which trials were told is stored with every proposal; on resume those that ended later are told in the order of their numbers. Not thread-safe.
/// </remarks>
internal sealed class TrialTelling
{
    private readonly Study _study;
    private readonly ISampler _sampler;
    private readonly TrialLedger _ledger;
    private readonly FrontPromotion _promotion;
    private readonly Func<Trial, IReadOnlyList<double>?> _foretell;
    private readonly SortedSet<int> _heldBack = [];
    private readonly NumberRanges _told;

    /// <param name="study">The study.</param>
    /// <param name="sampler">The sampler, which has its state back.</param>
    /// <param name="ledger">All trials.</param>
    /// <param name="promotion">Holds trials back until they have proved themselves.</param>
    /// <param name="foretell">Gives the values that a pruned trial would probably have ended with, or null.</param>
    /// <param name="told">Numbers that the sampler had been told when its state was stored.</param>
    public TrialTelling(
        Study study, ISampler sampler, TrialLedger ledger, FrontPromotion promotion, Func<Trial, IReadOnlyList<double>?> foretell, NumberRanges told)
    {
        (_study, _sampler, _ledger, _promotion, _foretell, _told) = (study, sampler, ledger, promotion, foretell, told);
        promotion.CountAll(told.Contains);
        foreach (var trial in ledger.Trials) Remember(trial);
        TakeUp([.. ledger.Trials.Where(trial => trial.State.IsFinal() && !told.Contains(trial.Number))]);
    }

    /// <summary>All trials as samplers see them.</summary>
    public SamplerHistory History { get; } = new();

    /// <summary>True when the sampler was told what came of a trial.</summary>
    public bool IsTold(int number) => _told.Contains(number);

    /// <summary>The numbers that were told, as they are stored.</summary>
    public JsonArray Write() => _told.Write();

    /// <summary>
    /// Tells the sampler about a trial that ended, or holds it back until promotion is done with it; in a synchronous study tells of the whole batch when this
    /// was its last.
    /// </summary>
    public void Tell(Trial trial)
    {
        if (_study.SynchronousBatch is not { } batch) TellSettled([trial]);
        else if (BatchOf(trial.Number, batch) is var trials && trials.All(other => other?.State.IsFinal() == true)) TellSettled(trials!);
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
        if (_told.Contains(original)) History.Replace(ForSampler(_ledger.Find(original)!));
    }

    private void TellNow(Trial trial)
    {
        _heldBack.Remove(trial.Number);
        if (!_told.Add(trial.Number)) return;
        var finished = ForSampler(trial);
        History.Add(finished);
        _sampler.Tell(finished);
    }

    private Trial?[] BatchOf(int number, int batch) => [.. Enumerable.Range(number / batch * batch, batch).Select(_ledger.Find)];

    /// <summary>A duplicate may have been proposed before its original ended, so that its results come from there.</summary>
    private FinishedTrial ForSampler(Trial trial)
    {
        var original = trial.State == TrialState.Duplicate ? _ledger.FindArchitecture(trial.ArchitectureId) : null;
        return TrialLedger.ForSampler(original is null ? trial : trial with { Metrics = trial.MetricsFrom(original) }, _study, _foretell);
    }

    private void Remember(Trial trial)
    {
        if (trial.RepeatOf is not null) return;
        if (_told.Contains(trial.Number)) History.Add(ForSampler(trial));
        else History.Add(new PendingTrial(trial.Number, trial.Assignment));
    }
}
