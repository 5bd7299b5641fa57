using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Reads the history of a study as <see cref="Evidence"/>. Failed trials and unusable values are left out.</summary>
/// <remarks>Keeps the codes of what it has read, because assignments never change; a reader that starts late comes to the same evidence. Not
/// thread-safe.</remarks>
internal sealed class EvidenceReader
{
    private readonly List<(Assignment Assignment, short[] Codes)> _read = [];
    private HashSet<Assignment> _assignments = [];
    private ChoiceCodes _codes = new();

    /// <exception cref="ArgumentException">A trial has another number of values than there are objectives.</exception>
    public Evidence Read(SamplerContext context)
    {
        var trials = InOrder(context.History);
        Learn(trials);
        var (complete, infeasible) = (new List<Observation>(), new List<Observation>());
        var (pending, pruned) = (new List<Observation>(), new List<Observation>());
        for (var i = 0; i < trials.Count; i++)
        {
            var (number, assignment, finished) = trials[i];
            var costs = finished is null ? null : CostsOf(finished, context);
            var observation = new Observation(number, assignment, _read[i].Codes, costs, finished?.Violation ?? 0);
            if (finished is null) pending.Add(observation);
            else if (finished.Violation > 0) infeasible.Add(observation);
            else if (observation.Costs is not null) complete.Add(observation);
            else if (finished.Partial is { } partial) pruned.Add(observation with { Costs = CostsOf(finished with { Values = partial.Foretold }, context) });
        }
        return new Evidence(_codes, complete, infeasible, pending) { Assignments = _assignments, Pruned = pruned, Outside = Outside(context) };
    }

    private static double[][] Outside(SamplerContext context) =>
    [
        .. from trial in context.History.Finished
           where trial.Assignment.IsOutside() && trial.Violation <= 0
           let costs = CostsOf(trial, context)
           where costs is not null
           select costs,
    ];

    private static List<(int Number, Assignment Assignment, FinishedTrial? Finished)> InOrder(SamplerHistory history)
    {
        var (finished, pending, next) = (history.Finished, history.Pending, 0);
        var trials = new List<(int, Assignment, FinishedTrial?)>(finished.Count + pending.Count);
        foreach (var trial in finished.Where(trial => double.IsFinite(trial.Violation) && !trial.Assignment.IsOutside()))
        {
            for (; next < pending.Count && pending[next].Number < trial.Number; next++) AddPending(pending[next]);
            trials.Add((trial.Number, trial.Assignment, trial));
        }
        for (; next < pending.Count; next++) AddPending(pending[next]);
        return trials;

        void AddPending(PendingTrial trial)
        {
            if (!trial.Assignment.IsOutside()) trials.Add((trial.Number, trial.Assignment, null));
        }
    }

    private void Learn(List<(int Number, Assignment Assignment, FinishedTrial? Finished)> trials)
    {
        if (!Continues(trials))
        {
            _read.Clear();
            (_codes, _assignments) = (new ChoiceCodes(), []);
        }
        for (var i = _read.Count; i < trials.Count; i++)
        {
            _read.Add((trials[i].Assignment, _codes.Learn(trials[i].Assignment)));
            _assignments.Add(trials[i].Assignment);
        }
        for (var i = 0; i < _read.Count; i++)
        {
            var (assignment, codes) = _read[i];
            if (codes.Length == _codes.Choices.Count) continue;
            Array.Resize(ref codes, _codes.Choices.Count);
            _read[i] = (assignment, codes);
        }
    }

    private bool Continues(List<(int Number, Assignment Assignment, FinishedTrial? Finished)> trials)
    {
        if (_read.Count > trials.Count) return false;
        for (var i = 0; i < _read.Count; i++)
        {
            if (!ReferenceEquals(_read[i].Assignment, trials[i].Assignment) && !_read[i].Assignment.Equals(trials[i].Assignment)) return false;
        }
        return true;
    }

    private static double[]? CostsOf(FinishedTrial trial, SamplerContext context) =>
        trial.Values is not null && trial.Values.All(double.IsFinite) ? TrialOrder.CostsOf(trial, context.Objectives) : null;
}
