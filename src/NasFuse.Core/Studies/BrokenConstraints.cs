using System.Globalization;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies;

/// <summary>Finds broken constraints and puts them into words.</summary>
public static class BrokenConstraints
{
    /// <summary>The trial, Infeasible when a metric that is known by now breaks a constraint.</summary>
    public static Trial Judge(Trial trial, IEnumerable<Constraint> constraints)
    {
        var broken = constraints.Where(constraint => trial.Metrics.TryGetValue(constraint.Metric, out var value) && !constraint.IsMet(value)).ToArray();
        return broken.Length == 0 ? trial : trial with { State = TrialState.Infeasible, Error = Describe(broken, trial.Metrics) };
    }

    /// <summary><c>latencyMs is 41.2 but must be &lt; 30</c>, joined by semicolons.</summary>
    public static string Describe(IEnumerable<Constraint> broken, IReadOnlyDictionary<string, double> metrics) =>
        string.Join("; ", broken.Select(constraint => string.Create(
            CultureInfo.InvariantCulture, $"{constraint.Metric} is {metrics[constraint.Metric]:G6} but must be {constraint.Comparison} {constraint.Bound:G6}")));
}
