using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>The trials of a study as samplers see them, always in the order of their numbers, whatever the order in which they ended.</summary>
/// <remarks>So a resumed study and one with other workers show the same history once the same trials have ended. Not thread-safe.</remarks>
public sealed class SamplerHistory
{
    private readonly SortedList<int, FinishedTrial> _finished = [];
    private readonly SortedList<int, PendingTrial> _pending = [];

    /// <summary>Trials that ended, by number; those without values failed, were pruned or infeasible, or repeat an architecture without any.</summary>
    public IReadOnlyList<FinishedTrial> Finished => _finished.Values.AsReadOnly();

    /// <summary>Trials that were proposed and have not ended, by number.</summary>
    public IReadOnlyList<PendingTrial> Pending => _pending.Values.AsReadOnly();

    /// <summary>Trials that were proposed so far.</summary>
    public int Count => _finished.Count + _pending.Count;

    /// <summary>Notes a proposed trial.</summary>
    public void Add(PendingTrial trial) => _pending.Add(trial.Number, trial);

    /// <summary>Notes the end of a trial.</summary>
    public void Add(FinishedTrial trial)
    {
        _pending.Remove(trial.Number);
        _finished.Add(trial.Number, trial);
    }

    /// <summary>Notes that a trial which ended is known better now: it was evaluated again.</summary>
    public void Replace(FinishedTrial trial) => _finished[trial.Number] = trial;
}

/// <summary>A trial that was proposed and has not ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Assignment">The choices that led to it.</param>
public sealed record PendingTrial(int Number, Assignment Assignment);
