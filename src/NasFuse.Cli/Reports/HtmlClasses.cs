using NasFuse.Cli.Rendering;
using NasFuse.Core.Objectives;

namespace NasFuse.Cli.Reports;

/// <summary>Intersection over union of every class for every architecture of the front, darker where it is higher, the best of a class in bold.</summary>
internal static class HtmlClasses
{
    public static string Of(ReportedStudy report)
    {
        if (report.Classes.Count == 0) return "";
        string[] titles = ["class", .. report.Drawn.Select(trial => $"#{trial.Number}")];
        var rows = report.Classes.Select(name => Row(Html.Text(name), [.. report.Drawn.Select(trial => trial.ClassIou.GetValueOrDefault(name, double.NaN))]));
        var mean = Row("<b>mean</b>", [.. report.Drawn.Select(trial => ReportedStudy.Value(trial, MetricNames.MeanIou))]);
        return "<p>Intersection over union on the validation images.</p>\n" + Html.Table(titles, rows.Append(mean), firstNumber: 1);
    }

    private static string[] Row(string title, double[] values)
    {
        var best = values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        return [title, .. values.Select(value => Cell(value, value == best && values.Length > 1))];
    }

    private static string Cell(double value, bool isBest)
    {
        if (!double.IsFinite(value)) return "–";
        var text = Show.Metric(MetricNames.MeanIou, value);
        var strength = Math.Round(40 * Math.Clamp(value, 0, 1));
        var background = $"color-mix(in srgb, var(--accent) {strength}%, transparent)";
        return $"<span class=\"shade\" style=\"background: {background}\">{(isBest ? $"<b>{text}</b>" : text)}</span>";
    }
}
