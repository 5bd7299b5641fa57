using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>A moment at which the front grew.</summary>
/// <param name="Ended">Trials that had ended then.</param>
/// <param name="Trial">The trial that made it grow.</param>
/// <param name="Share">Dominated share of the reference box after it, 0..1.</param>
public sealed record GrowthPoint(int Ended, int Trial, double Share);

/// <summary>The Pareto front and its hypervolume, kept up to date trial by trial: a trial costs a look at the front, not at all trials. Not
/// thread-safe.</summary>
/// <param name="objectives">What is optimised.</param>
/// <param name="reference">Box of the hypervolume.</param>
internal sealed class FrontGrowth(IReadOnlyList<Objective> objectives, ReferencePoint reference)
{
    private readonly List<(Trial Trial, double[] Costs)> _front = [];
    private readonly List<GrowthPoint> _points = [];

    /// <summary>Trials that ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Dominated share of the reference box, 0..1.</summary>
    public double Share => _points.Count == 0 ? 0 : _points[^1].Share;

    /// <summary>Each moment at which the front changed.</summary>
    public IReadOnlyList<GrowthPoint> Points => _points;

    /// <summary>The front, best first objective first.</summary>
    public IReadOnlyList<Trial> Front => [.. _front.OrderBy(member => member.Costs[0]).ThenBy(member => member.Trial.Number).Select(member => member.Trial)];

    /// <summary>Counts a trial that ended.</summary>
    public void Add(Trial trial)
    {
        Ended++;
        if (trial.Costs(objectives) is not { } costs || _front.Exists(member => Dominance.Dominates(member.Costs, costs))) return;
        _front.RemoveAll(member => Dominance.Dominates(costs, member.Costs));
        _front.Add((trial, costs));
        _points.Add(new GrowthPoint(Ended, trial.Number, reference.Share([.. _front.Select(member => member.Costs)])));
    }
}
