namespace NasFuse.Core.Objectives;

/// <summary>A hard bound on a metric.</summary>
/// <param name="Metric">Name of the metric, see <see cref="MetricNames.Has"/>.</param>
/// <param name="Comparison">One of <c>&lt; &lt;= &gt; &gt;=</c>.</param>
/// <param name="Bound">The bound, in the metric's unit.</param>
public sealed record Constraint(string Metric, string Comparison, double Bound)
{
    /// <summary>True when the value keeps to the bound.</summary>
    public bool IsMet(double value) => Comparison switch
    {
        "<" => value < Bound,
        "<=" => value <= Bound,
        ">" => value > Bound,
        ">=" => value >= Bound,
        _ => throw new InvalidOperationException($"unknown comparison {Comparison}"),
    };

    /// <summary>How far the value is beyond the bound, relative to the bound; 0 when met.</summary>
    public double Violation(double value) =>
        IsMet(value) ? 0 : Math.Max(Math.Abs(value - Bound) / Math.Max(Math.Abs(Bound), double.Epsilon), 1e-9);

    /// <summary><c>latencyMs &lt; 30</c></summary>
    public override string ToString() => $"{Metric} {Comparison} {Bound}";
}
