using System.Globalization;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Studies;

/// <summary>Puts broken constraints into words.</summary>
public static class BrokenConstraints
{
    /// <summary><c>latencyMs is 41.2 but must be &lt; 30</c>, joined by semicolons.</summary>
    public static string Describe(IEnumerable<Constraint> broken, IReadOnlyDictionary<string, double> metrics) =>
        string.Join("; ", broken.Select(constraint => string.Create(
            CultureInfo.InvariantCulture, $"{constraint.Metric} is {metrics[constraint.Metric]:G6} but must be {constraint.Comparison} {constraint.Bound:G6}")));
}
