using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Models;

/// <summary>A trial as models see it.</summary>
/// <param name="Assignment">The choices that led to it.</param>
/// <param name="Codes">Its choices as numbers, one per column of <see cref="Evidence.Codes"/>.</param>
/// <param name="Costs">Objective values, smaller is better, all finite; null while it is pending or when it was never evaluated.</param>
/// <param name="Violation">Sum of relative constraint violations; 0 when feasible or pending.</param>
internal sealed record Observation(Assignment Assignment, short[] Codes, double[]? Costs, double Violation);

/// <summary>What models learn from: the trials of a study, sorted by what is known about them, each list in the order of trial numbers.</summary>
/// <param name="Codes">How assignments become numbers.</param>
/// <param name="Complete">Feasible and evaluated.</param>
/// <param name="Infeasible">With a violation; some have costs.</param>
/// <param name="Pending">Under evaluation.</param>
internal sealed record Evidence(
    ChoiceCodes Codes, IReadOnlyList<Observation> Complete, IReadOnlyList<Observation> Infeasible, IReadOnlyList<Observation> Pending)
{
    /// <summary>Number of trials that teach something.</summary>
    public int Count => Complete.Count + Infeasible.Count;
}
