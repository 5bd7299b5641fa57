using System.Text.Json.Nodes;
using NasFuse.Core.Analysis.Importance;

namespace NasFuse.Dashboard.Charts;

/// <summary>How much each choice decides, as bars with their standard errors.</summary>
internal static class ImportanceFigure
{
    private const int Most = 15;

    /// <summary>The figure; without bars when importance cannot be told.</summary>
    public static JsonObject Of(ChoiceImportance importance)
    {
        ImportantChoice[] choices = [.. importance.Choices.Take(Most).Reverse()];
        var bars = new JsonObject
        {
            ["type"] = "bar", ["orientation"] = "h", ["x"] = Figure.Numbers(choices.Select(choice => choice.Share)),
                ["y"] = Figure.Texts(choices.Select(choice => choice.Choice)),
            ["marker"] = new JsonObject { ["color"] = Figure.Texts(choices.Select(choice => choice.IsSure ? "--front" : "--trial")) },
            ["error_x"] = new JsonObject { ["type"] = "data", ["array"] = Figure.Numbers(choices.Select(choice => choice.Error)), ["color"] = "--muted",
                ["thickness"] = 1 },
            ["text"] = Figure.Texts(choices.Select(choice => $"asked in {choice.Trials} trials{(choice.IsSure ? "" : "; may be chance")}")),
                ["textposition"] = "none",
            ["hovertemplate"] = "<b>%{y}</b><br>%{x:.1%} of the variance<br>%{text}<extra></extra>",
        };
        var bottom = Figure.AxisOf("share of the variance that it decides");
        (bottom["tickformat"], bottom["rangemode"]) = (".0%", "tozero");
        return Figure.Of([bars], new JsonObject { ["xaxis"] = bottom, ["yaxis"] = new JsonObject { ["automargin"] = true }, ["showlegend"] = false,
            ["uirevision"] = importance.Target });
    }
}
