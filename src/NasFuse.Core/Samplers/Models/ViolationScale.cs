namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Constraint violations as values that models learn: −1 when feasible, around 1 when not, far ones no farther than 2. The sign is what counts.
/// </summary>
/// <param name="evidence">The trials; at least one is infeasible.</param>
internal sealed class ViolationScale(Evidence evidence)
{
    private readonly double _typical = evidence.Infeasible.Select(trial => trial.Violation).Order().ElementAt(evidence.Infeasible.Count / 2);

    /// <summary>The value of a trial.</summary>
    public double Of(Observation trial) => trial.Violation > 0 ? Math.Clamp(trial.Violation / _typical, 0.25, 2) : -1;
}
