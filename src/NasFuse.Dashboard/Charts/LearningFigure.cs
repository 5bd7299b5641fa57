using System.Text.Json.Nodes;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Charts;

/// <summary>Loss and validation mIoU over epochs.</summary>
internal static class LearningFigure
{
    /// <summary>Two lines per training: loss on the left axis, dashed, and mIoU on the right one.</summary>
    /// <param name="trainings">Names and epochs in order.</param>
    public static JsonObject Of(IReadOnlyList<(string Name, IReadOnlyList<EpochRecord> Epochs)> trainings)
    {
        var single = trainings.Count == 1;
        var traces = trainings.SelectMany((training, index) =>
        {
            var (qualityColour, lossColour) = single ? ("--front", "--series-2") : (
                Figure.Series[index % Figure.Series.Count], Figure.Series[index % Figure.Series.Count]);
            var evaluated = training.Epochs.Where(epoch => epoch.MeanIou is not null).ToList();
            var quality = Figure.Line(
                single ? "mIoU" : $"{training.Name} mIoU", evaluated.Select(epoch => (double)epoch.Epoch), evaluated.Select(epoch => epoch.MeanIou!.Value),
                qualityColour);
            (quality["mode"], quality["yaxis"]) = ("lines+markers", "y2");
            var loss = Figure.Line(single ? "loss" : $"{training.Name} loss", training.Epochs.Select(epoch => (double)epoch.Epoch),
                training.Epochs.Select(epoch => epoch.Loss), lossColour);
            loss["line"]!["dash"] = "dot";
            return new[] { loss, quality };
        });
        var right = Figure.AxisOf("mIoU (validation)");
        (right["overlaying"], right["side"], right["rangemode"], right["showgrid"]) = ("y", "right", "tozero", false);
        var left = Figure.AxisOf("training loss");
        left["rangemode"] = "tozero";
        var bottom = Figure.AxisOf("epoch");
        bottom["tickformat"] = "d";
        return Figure.Of(traces, new JsonObject { ["xaxis"] = bottom, ["yaxis"] = left, ["yaxis2"] = right, ["hovermode"] = "x unified",
            ["uirevision"] = "learning" });
    }
}
