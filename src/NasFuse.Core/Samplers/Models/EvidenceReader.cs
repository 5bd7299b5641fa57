using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Reads the history of a study as <see cref="Evidence"/>. Failed trials and unusable values are left out.</summary>
/// <remarks>Keeps the codes of what it has read, because assignments never change; a reader that starts late comes to the same evidence. Not thread-safe.</remarks>
internal sealed class EvidenceReader
{
    private readonly List<(Assignment Assignment, short[] Codes)> _read = [];
    private ChoiceCodes _codes = new();

    /// <exception cref="ArgumentException">A trial has another number of values than there are objectives.</exception>
    public Evidence Read(SamplerContext context)
    {
        var trials = InOrder(context.History);
        Learn(trials);
        var (complete, infeasible, pending) = (new List<Observation>(), new List<Observation>(), new List<Observation>());
        for (var i = 0; i < trials.Count; i++)
        {
            var (assignment, codes) = _read[i];
            if (trials[i].Finished is not { } finished) pending.Add(new Observation(assignment, codes, null, 0));
            else if (!double.IsFinite(finished.Violation)) continue;
            else if (finished.Violation > 0) infeasible.Add(new Observation(assignment, codes, CostsOf(finished, context), finished.Violation));
            else if (CostsOf(finished, context) is { } costs) complete.Add(new Observation(assignment, codes, costs, 0));
        }
        return new Evidence(_codes, complete, infeasible, pending);
    }

    private static List<(Assignment Assignment, FinishedTrial? Finished)> InOrder(SamplerHistory history)
    {
        var (finished, pending, next) = (history.Finished, history.Pending, 0);
        var trials = new List<(Assignment, FinishedTrial?)>(finished.Count + pending.Count);
        foreach (var trial in finished)
        {
            for (; next < pending.Count && pending[next].Number < trial.Number; next++) trials.Add((pending[next].Assignment, null));
            trials.Add((trial.Assignment, trial));
        }
        for (; next < pending.Count; next++) trials.Add((pending[next].Assignment, null));
        return trials;
    }

    private void Learn(List<(Assignment Assignment, FinishedTrial? Finished)> trials)
    {
        if (!Continues(trials))
        {
            _read.Clear();
            _codes = new ChoiceCodes();
        }
        for (var i = _read.Count; i < trials.Count; i++) _read.Add((trials[i].Assignment, _codes.Learn(trials[i].Assignment)));
        for (var i = 0; i < _read.Count; i++)
        {
            var (assignment, codes) = _read[i];
            if (codes.Length == _codes.Choices.Count) continue;
            Array.Resize(ref codes, _codes.Choices.Count);
            _read[i] = (assignment, codes);
        }
    }

    private bool Continues(List<(Assignment Assignment, FinishedTrial? Finished)> trials)
    {
        if (_read.Count > trials.Count) return false;
        for (var i = 0; i < _read.Count; i++)
        {
            if (!ReferenceEquals(_read[i].Assignment, trials[i].Assignment) && !_read[i].Assignment.Equals(trials[i].Assignment)) return false;
        }
        return true;
    }

    private static double[]? CostsOf(FinishedTrial trial, SamplerContext context)
    {
        if (trial.Values is null || !trial.Values.All(double.IsFinite)) return null;
        return trial.Values.Count == context.Objectives.Count
            ? [.. trial.Values.Zip(context.Objectives, (value, objective) => objective.AsCost(value))]
            : throw new ArgumentException($"trial {trial.Number} has {trial.Values.Count} values for {context.Objectives.Count} objectives", nameof(trial));
    }
}
