namespace NasFuse.Core.Objectives;

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>Larger is better.</summary>
    Maximize,

    /// <summary>Smaller is better.</summary>
    Minimize,
}

/// <summary>Something a study optimises: name, unit, direction.</summary>
/// <param name="Name">Name of the metric with its unit, e.g. <c>latencyMs</c>; see <see cref="MetricNames.Has"/>.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record Objective(string Name, Direction Direction)
{
    /// <summary>The value turned so that smaller is better.</summary>
    public double AsCost(double value) => Direction == Direction.Minimize ? value : -value;
}
