using NasFuse.Core.Objectives;
using NasFuse.Onnx.Packages;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>How well each class is segmented, the mean below.</summary>
internal static class ClassTable
{
    public static Table Create(IEnumerable<ClassResult> classes, double meanIou)
    {
        var table = new Table { Border = TableBorder.Simple, ShowFooters = true };
        table.AddColumn(new TableColumn(new Text("class")) { Footer = new Text("mean") });
        table.AddColumn(new TableColumn(new Text("IoU")) { Footer = new Text(Show.Metric(MetricNames.MeanIou, meanIou)) }.RightAligned());
        foreach (var result in classes) table.AddRow(new Text(result.Name), new Text(Show.Metric(MetricNames.MeanIou, result.Iou ?? double.NaN)));
        return table;
    }
}
