using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies;

/// <summary>Orders finished trials by what the study wants.</summary>
public static class TrialRanking
{
    /// <summary>Costs of a complete trial in the order of the objectives (smaller is better); null when it is not complete or lacks a finite value.</summary>
    public static double[]? Costs(this Trial trial, IReadOnlyList<Objective> objectives)
    {
        if (trial.State != TrialState.Complete) return null;
        var costs = objectives.Select(o => trial.Metrics.TryGetValue(o.Name, out var value) ? o.AsCost(value) : double.NaN).ToArray();
        return costs.All(double.IsFinite) ? costs : null;
    }

    /// <summary>The Pareto front of all complete trials, best first objective first.</summary>
    public static IReadOnlyList<Trial> Front(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives)
    {
        var ranked = Ranked(trials, objectives);
        return [.. ParetoFront.Of([.. ranked.Select(r => r.Costs)]).Select(i => ranked[i]).OrderBy(r => r.Costs[0]).ThenBy(r => r.Trial.Number).Select(r => r.Trial)];
    }

    /// <summary>Dominated share of the reference box, 0..1; 0 without complete trials.</summary>
    public static double HypervolumeShare(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives, ReferencePoint reference) =>
        reference.Share([.. Ranked(trials, objectives).Select(r => r.Costs)]);

    /// <summary>The best compromise (see <see cref="KneePoint"/>), or null without complete trials.</summary>
    public static Trial? Knee(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives)
    {
        var front = Front(trials, objectives);
        return front.Count == 0 ? null : front[KneePoint.Of([.. front.Select(trial => trial.Costs(objectives)!)])];
    }

    /// <summary>The complete trial with the best value of one objective, or null without complete trials.</summary>
    public static Trial? Best(IEnumerable<Trial> trials, Objective objective) =>
        Ranked(trials, [objective]).OrderBy(r => r.Costs[0]).ThenBy(r => r.Trial.Number).FirstOrDefault().Trial;

    private static (Trial Trial, double[] Costs)[] Ranked(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives) =>
        [.. trials.Select(trial => (trial, costs: trial.Costs(objectives))).Where(pair => pair.costs is not null).Select(pair => (pair.trial, pair.costs!))];
}
