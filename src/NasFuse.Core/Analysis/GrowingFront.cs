using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis;

/// <summary>What a trial did to a <see cref="GrowingFront"/>.</summary>
public enum FrontEffect
{
    /// <summary>Nothing: it is not complete, or a member beats it.</summary>
    None,

    /// <summary>It joined beside a member that is exactly as good.</summary>
    Joined,

    /// <summary>It moved the front.</summary>
    Moved,
}

/// <summary>The Pareto front and its hypervolume, kept up to date trial by trial: a trial costs a look at the front, not at all trials. Not
/// thread-safe.</summary>
/// <param name="objectives">What is optimised.</param>
/// <param name="reference">Box of the hypervolume.</param>
public sealed class GrowingFront(IReadOnlyList<Objective> objectives, ReferencePoint reference)
{
    private readonly List<(Trial Trial, double[] Costs)> _members = [];

    /// <summary>Dominated share of the reference box, 0..1.</summary>
    public double Share { get; private set; }

    /// <summary>The front, best first objective first.</summary>
    public IReadOnlyList<Trial> Trials =>
        [.. _members.OrderBy(member => member.Costs[0]).ThenBy(member => member.Trial.Number).Select(member => member.Trial)];

    /// <summary>Takes a trial into account.</summary>
    public FrontEffect Add(Trial trial)
    {
        if (trial.Costs(objectives) is not { } costs || _members.Exists(member => Dominance.Dominates(member.Costs, costs))) return FrontEffect.None;
        var isAsGood = _members.Exists(member => member.Costs.AsSpan().SequenceEqual(costs));
        _members.RemoveAll(member => Dominance.Dominates(costs, member.Costs));
        _members.Add((trial, costs));
        if (isAsGood) return FrontEffect.Joined;
        Share = reference.Share([.. _members.Select(member => member.Costs)]);
        return FrontEffect.Moved;
    }
}
