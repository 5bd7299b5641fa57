using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>A trial as models see it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Assignment">The choices that led to it.</param>
/// <param name="Codes">Its choices as numbers, one per column of <see cref="Evidence.Codes"/>.</param>
/// <param name="Costs">Objective values, smaller is better, all finite; null while it is pending or when it was never evaluated.</param>
/// <param name="Violation">Sum of relative constraint violations; 0 when feasible or pending.</param>
internal sealed record Observation(int Number, Assignment Assignment, short[] Codes, double[]? Costs, double Violation);

/// <summary>What models learn from: the trials of a study, sorted by what is known about them, each list in the order of trial numbers.</summary>
/// <param name="Codes">How assignments become numbers.</param>
/// <param name="Complete">Feasible and evaluated.</param>
/// <param name="Infeasible">With a violation; some have costs.</param>
/// <param name="Pending">Under evaluation.</param>
internal sealed record Evidence(
    ChoiceCodes Codes, IReadOnlyList<Observation> Complete, IReadOnlyList<Observation> Infeasible, IReadOnlyList<Observation> Pending)
{
    /// <summary>Assignments of all trials, failed ones among them.</summary>
    public IReadOnlySet<Assignment> Assignments { get; init; } = new HashSet<Assignment>();

    /// <summary>Ended early: not good enough to go on. Those that models can learn from have the costs that they would probably have ended with.</summary>
    public IReadOnlyList<Observation> Pruned { get; init; } = [];

    /// <summary>Pruned trials with costs, which nobody measured: they teach, but are in no front.</summary>
    public IEnumerable<Observation> Foretold => Pruned.Where(trial => trial.Costs is not null);

    /// <summary>Costs that models of feasible trials learn.</summary>
    public IReadOnlyList<double[]> Taught => [.. Complete.Concat(Foretold).Select(trial => trial.Costs!)];

    /// <summary>Costs of feasible architectures that the space cannot build: nothing is learned from them, but they are in the front.</summary>
    public IReadOnlyList<double[]> Outside { get; init; } = [];

    /// <summary>Costs of all feasible trials.</summary>
    public IEnumerable<double[]> Costs => Complete.Select(trial => trial.Costs!).Concat(Outside);

    /// <summary>Number of trials that teach something.</summary>
    public int Count => Complete.Count + Infeasible.Count;
}
