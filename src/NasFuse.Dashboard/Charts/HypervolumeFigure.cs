using System.Text.Json.Nodes;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Charts;

/// <summary>How the hypervolume grew while trials ended.</summary>
internal static class HypervolumeFigure
{
    /// <summary>One line per study.</summary>
    /// <param name="studies">Names, growths and numbers of ended trials.</param>
    public static JsonObject Of(IReadOnlyList<(string Name, IReadOnlyList<GrowthPoint> Growth, int Ended)> studies)
    {
        var traces = studies.Select((study, index) =>
        {
            var (growth, last) = (study.Growth, study.Growth.Count == 0 ? 0 : study.Growth[^1].Share);
            var line = Figure.Line(
                study.Name, [0, .. growth.Select(point => (double)point.Ended), study.Ended], [0, .. growth.Select(point => point.Share), last],
                studies.Count == 1 ? "--front" : Figure.Series[index % Figure.Series.Count], "hv");
            line["text"] = Figure.Texts(["start", .. growth.Select(point => $"#{point.Trial} joined the front"), "now"]);
            // A click on a moment opens the trial of it; where several studies are shown, numbers would be ambiguous.
            if (studies.Count == 1) line["customdata"] = new JsonArray([null, .. growth.Select(point => (JsonNode)point.Trial), null]);
            line["hovertemplate"] = "after %{x} trials: %{y:.4f}<br>%{text}<extra></extra>";
            return line;
        });
        var vertical = Figure.AxisOf("dominated share of the reference box");
        vertical["rangemode"] = "tozero";
        var layout = new JsonObject { ["xaxis"] = Figure.AxisOf("trials that ended"), ["yaxis"] = vertical, ["showlegend"] = studies.Count > 1,
            ["uirevision"] = "hypervolume" };
        return Figure.Of(traces, layout);
    }
}
