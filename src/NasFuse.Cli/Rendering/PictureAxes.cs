using NasFuse.Core.Objectives;
using ScottPlot;

namespace NasFuse.Cli.Rendering;

/// <summary>What trials are drawn over.</summary>
internal static class PictureAxes
{
    /// <summary>The first objective upwards, the second one to the right, or the parameters where there is none.</summary>
    public static (Objective Vertical, Objective Horizontal) Of(IReadOnlyList<Objective> objectives) =>
        (objectives[0], objectives.Count > 1 ? objectives[1] : new Objective(MetricNames.Parameters, Direction.Minimize));

    /// <summary>How a front's members are joined: up to the next one the best within reach is the member with the better horizontal value.</summary>
    public static ConnectStyle Steps(Objective horizontal) =>
        horizontal.Direction == Direction.Minimize ? ConnectStyle.StepHorizontal : ConnectStyle.StepVertical;
}
