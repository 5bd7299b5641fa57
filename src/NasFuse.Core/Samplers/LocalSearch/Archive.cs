using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.LocalSearch;

/// <summary>The trials that no other one beats; as long as none is feasible, those that violate least. The order of adding does not matter.</summary>
/// <param name="objectives">What is optimised.</param>
internal sealed class Archive(IReadOnlyList<Objective> objectives)
{
    private readonly SortedList<int, (FinishedTrial Trial, double[] Costs)> _members = [];

    /// <summary>Members, the lonely ones of the front first, then by number.</summary>
    public IEnumerable<FinishedTrial> Members
    {
        get
        {
            var distances = CrowdingDistance.Of([.. _members.Values.Select(member => member.Costs)]);
            var byNumber = _members.Values.Select((member, i) => (member.Trial, Distance: distances[i]));
            return byNumber.OrderByDescending(pair => pair.Distance).Select(pair => pair.Trial);
        }
    }

    /// <summary>True when the trial is a member.</summary>
    public bool Has(int number) => _members.ContainsKey(number);

    /// <summary>Takes a trial in, and drops what it beats; does nothing when it is beaten, was pruned or cannot be ranked.</summary>
    public void Add(FinishedTrial trial)
    {
        if (TrialOrder.Rankable(trial) is not { } rankable || rankable is { Violation: <= 0, Values: null }) return;
        var costs = rankable.Violation > 0 ? [] : TrialOrder.CostsOf(rankable, objectives);
        if (_members.Values.Any(member => Beats(member, (rankable, costs)))) return;
        int[] beaten = [.. _members.Where(pair => Beats((rankable, costs), pair.Value)).Select(pair => pair.Key)];
        foreach (var number in beaten) _members.Remove(number);
        _members.Add(trial.Number, (rankable, costs));
    }

    /// <summary>Constrained dominance (Deb et al. 2002).</summary>
    private static bool Beats((FinishedTrial Trial, double[] Costs) a, (FinishedTrial Trial, double[] Costs) b) =>
        a.Trial.Violation > 0 || b.Trial.Violation > 0
            ? Math.Max(0, a.Trial.Violation) < Math.Max(0, b.Trial.Violation)
            : Dominance.Dominates(a.Costs, b.Costs);
}
