using System.Text.Json.Nodes;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Charts;

/// <summary>The fronts of several studies over the same two metrics.</summary>
internal static class FrontsFigure
{
    /// <summary>The figure.</summary>
    /// <param name="views">The studies.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    public static JsonObject Of(IReadOnlyList<StudyView> views, Axis x, Axis y)
    {
        var traces = views.SelectMany((view, index) =>
        {
            var front = TrialRanking.Front(view.Trials, [y.Objective, x.Objective]);
            var colour = Figure.Series[index % Figure.Series.Count];
            if (ParetoFigure.Steps(front, x, y, view.Name, colour) is not { } steps) return [];
            var points = Figure.Points(view.Name, front.Select(x.ValueOf), front.Select(y.ValueOf), new JsonObject { ["color"] = colour, ["size"] = 9 });
            points["text"] = Figure.Texts(front.Select(trial => $"#{trial.Number}"));
            points["hovertemplate"] = Figure.Hover("<b>%{text}</b>", x, y, view.Name);
            return new[] { steps, points };
        });
        return Figure.Of(traces, new JsonObject { ["xaxis"] = Figure.AxisOf(x.Label), ["yaxis"] = Figure.AxisOf(y.Label), ["hovermode"] = "closest",
            ["uirevision"] = $"{x.Name}/{y.Name}" });
    }
}
