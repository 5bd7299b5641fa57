using NasFuse.Core.Analysis;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Charts;

/// <summary>A metric along an axis.</summary>
/// <param name="Objective">The metric with the direction that is better.</param>
internal sealed record Axis(Objective Objective)
{
    /// <summary>Name of the metric.</summary>
    public string Name => Objective.Name;

    /// <summary>What is written at the axis.</summary>
    public string Label => MetricText.AxisLabel(Objective);

    /// <summary>What the study's trials can be drawn over: its objectives first, then what else was measured.</summary>
    public static IReadOnlyList<Axis> Of(StudyView view)
    {
        var others = view.Trials.FirstOrDefault(trial => trial.State == TrialState.Complete)?.Metrics.Keys ?? [];
        return
        [
            .. view.Objectives.Select(objective => new Axis(objective)),
            .. others.Concat(MetricNames.Static).Except(view.Objectives.Select(objective => objective.Name)).Distinct(StringComparer.Ordinal)
                .Select(name => new Axis(new Objective(name, MetricNames.UsualDirection(name)))),
        ];
    }

    /// <summary>The axis of a metric of the study.</summary>
    /// <param name="view">The study.</param>
    /// <param name="name">Name of the metric, or null for the objective at <paramref name="position"/>.</param>
    /// <param name="position">0-based index among the axes.</param>
    /// <param name="place">Where the name was given, for the message.</param>
    /// <exception cref="UserErrorException">The study has no such metric.</exception>
    public static Axis Choose(StudyView view, string? name, int position, string place)
    {
        var axes = Of(view);
        if (string.IsNullOrEmpty(name)) return axes[Math.Min(position, axes.Count - 1)];
        return axes.FirstOrDefault(axis => axis.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new UserErrorException(
            new SourcePlace(place), ErrorCodes.UnknownName,
                $"'{name}' is no metric of study '{view.Name}'. {NearestName.Hint(name, [.. axes.Select(axis => axis.Name)])}");
    }

    /// <summary>The value of a trial, or NaN when it has none.</summary>
    public double ValueOf(Trial trial) => trial.ValueOf(Name) ?? double.NaN;
}
