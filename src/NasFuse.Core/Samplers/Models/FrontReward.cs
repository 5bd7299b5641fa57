using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Rewards a trial for what it adds to the front of all trials.</summary>
/// <remarks>
/// Uncrowded hypervolume improvement (Touré, Hansen, Auger and Brockhoff, GECCO 2019) in the box of <see cref="CostBox"/>: the hypervolume that only this
/// trial dominates, or, when others dominate it, minus the least shift that would bring it to the front. Infeasible trials get less than any feasible one.
/// </remarks>
internal sealed class FrontReward
{
    private readonly Dictionary<double[], int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly double[][] _scaled;
    private readonly int[] _front;

    /// <param name="complete">Feasible evaluated trials.</param>
    public FrontReward(IReadOnlyList<Observation> complete)
    {
        for (var i = 0; i < complete.Count; i++) _places[complete[i].Costs!] = i;
        _scaled = complete.Count > 0 ? CostBox.Scaled([.. complete.Select(trial => trial.Costs!)]) : [];
        _front = [.. ParetoFront.Of(_scaled)];
    }

    /// <summary>The reward, in −3..1.1^objectives.</summary>
    public double Of(Observation trial)
    {
        if (trial.Violation > 0) return -2 - Math.Min(trial.Violation, 1);
        var place = _places[trial.Costs!];
        var (own, others) = (_scaled[place], _front.Where(i => i != place).Select(i => _scaled[i]).ToArray());
        var better = Array.FindAll(others, other => Dominance.Dominates(other, own));
        if (better.Length > 0) return -better.Max(other => own.Zip(other, (mine, theirs) => mine - theirs).Min());
        var reference = Enumerable.Repeat(1.1, own.Length).ToArray();
        return Hypervolume.Compute([.. others, own], reference) - Hypervolume.Compute(others, reference);
    }
}
