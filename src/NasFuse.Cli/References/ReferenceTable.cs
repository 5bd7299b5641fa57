using NasFuse.Cli.Rendering;
using NasFuse.Core.Measurement;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.References;

/// <summary>Results of references as tables: for terminals, for Markdown, and with every number for programs.</summary>
internal static class ReferenceTable
{
    private static readonly (string Title, bool IsNumber, Func<ReferenceResult, string> Cell)[] s_columns =
    [
        ("system", false, result => result.Reference.System),
        ("class", false, result => result.Reference.Class),
        ("params", true, result => First(result, trial => Show.Millions(trial.Parameters))),
        ("MACs", true, result => First(result, trial => Show.Millions(trial.Macs))),
        ("mIoU", true, Miou),
        ("torch ms (p95)", true, result => Latency(result.Torch)),
        ("ONNX ms (p95)", true, result => Latency(result.Onnx)),
        ("ONNX/torch", true, result => Number(Ratio(result), $"{Ratio(result):F2}")),
        ("parity", true, result => double.IsInfinity(result.Parity) ? "not a number" : Number(result.Parity, $"{result.Parity:0.0e-0}")),
        ("epochs", true, result => First(result, trial => $"{trial.Epochs}")),
        ("seeds", true, result => $"{result.Trials.Count}"),
        ("train s", true, result => Number(result.TrainSeconds, $"{result.TrainSeconds:F0}")),
    ];

    /// <summary>For a terminal.</summary>
    public static Table Create(IReadOnlyList<ReferenceResult> results)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in s_columns)
            table.AddColumn(column.IsNumber ? new TableColumn(column.Title).RightAligned().NoWrap() : new TableColumn(column.Title));
        foreach (var result in results) table.AddRow(s_columns.Select(column => new Text(column.Cell(result))));
        return table;
    }

    /// <summary>As a Markdown table, line by line.</summary>
    public static IEnumerable<string> Markdown(IReadOnlyList<ReferenceResult> results)
    {
        yield return Line(s_columns.Select(column => column.Title));
        yield return Line(s_columns.Select(column => column.IsNumber ? "---:" : "---"));
        foreach (var result in results)
            yield return Line(s_columns.Select(column => column.Cell(result).Replace("|", "\\|", StringComparison.Ordinal)));
    }

    /// <summary>Every number, unrounded; what is not known is missing. One column per class of the data.</summary>
    /// <param name="results">The results.</param>
    /// <param name="classes">Names of the data's classes.</param>
    public static QueryTable Rows(IReadOnlyList<ReferenceResult> results, IReadOnlyList<string> classes)
    {
        string[] names =
        [
            "system", "name", "family", "class", "parameters", "macs", "miou", "miouDeviation",
            "torchMs", "torchP95Ms", "onnxMs", "onnxP95Ms", "onnxToTorch", "parity",
            "comparedMiouTorch", "comparedMiouOnnx", "comparedImages", "epochs", "seeds", "trainSeconds", "problems",
        ];
        return new QueryTable(
            [.. names.Select(name => new QueryColumn([name])), .. classes.Select(name => new QueryColumn(["iou", name]))],
            [.. results.Select(result => (IReadOnlyList<QueryValue>)[.. Values(result), .. ClassValues(result, classes)])]);
    }

    /// <summary>How well one cost predicts another over all measured references, in a line each.</summary>
    public static IEnumerable<string> Correlations(IReadOnlyList<ReferenceResult> results)
    {
        ReferenceResult[] measured = [.. results.Where(result => result.IsMeasured)];
        yield return Line("MACs and torch latency", result => result.Trials[0].Macs, result => result.Torch.MedianMs);
        yield return Line("MACs and ONNX Runtime latency", result => result.Trials[0].Macs, result => result.Onnx.MedianMs);
        yield return Line("torch and ONNX Runtime latency", result => result.Torch.MedianMs, result => result.Onnx.MedianMs);

        string Line(string what, Func<ReferenceResult, double> a, Func<ReferenceResult, double> b)
        {
            var correlation = RankCorrelation.Spearman([.. measured.Select(a)], [.. measured.Select(b)]);
            return $"rank correlation (Spearman) of {what} over {measured.Length} networks: {Number(correlation, $"{correlation:F2}")}";
        }
    }

    private static IEnumerable<QueryValue> Values(ReferenceResult result)
    {
        var reference = result.Reference;
        var trial = result.Trials is [var first, ..] ? first : null;
        foreach (var text in new[] { reference.System, reference.Name, reference.Family.Name, reference.Class }) yield return QueryValue.Of(text);
        yield return trial is null ? QueryValue.Null : QueryValue.Of((Int128)trial.Parameters);
        yield return trial is null ? QueryValue.Null : QueryValue.Of((Int128)trial.Macs);
        double[] numbers =
        [
            result.Miou, result.MiouDeviation ?? double.NaN,
            result.Torch.MedianMs, result.Torch.P95Ms, result.Onnx.MedianMs, result.Onnx.P95Ms, Ratio(result), result.Parity,
            Mean(result, measurement => measurement.TorchMiou), Mean(result, measurement => measurement.OnnxMiou),
        ];
        foreach (var number in numbers) yield return Value(number);
        yield return result.Measurements.Count == 0 ? QueryValue.Null : QueryValue.Of((Int128)result.Measurements[0].Images);
        yield return trial is null ? QueryValue.Null : QueryValue.Of((Int128)trial.Epochs);
        yield return QueryValue.Of((Int128)result.Trials.Count);
        yield return Value(result.TrainSeconds);
        yield return QueryValue.Of(result.Problems.Count == 0 ? null : string.Join("; ", result.Problems.Select(problem => problem.Text)));
    }

    private static IEnumerable<QueryValue> ClassValues(ReferenceResult result, IEnumerable<string> classes) =>
        classes.Select(name => Value(result.ClassIou(name) ?? double.NaN));

    private static double Mean(ReferenceResult result, Func<ReferenceMeasurement, double> valueOf) =>
        result.Measurements.Select(valueOf).DefaultIfEmpty(double.NaN).Average();

    private static double Ratio(ReferenceResult result) => result.Onnx.MedianMs / result.Torch.MedianMs;

    private static QueryValue Value(double number) => double.IsNaN(number) ? QueryValue.Null : QueryValue.Of(number);

    private static string First(ReferenceResult result, Func<Trial, string> cell) => result.Trials.Count == 0 ? "–" : cell(result.Trials[0]);

    private static string Miou(ReferenceResult result) =>
        result.MiouDeviation is { } deviation ? Number(deviation, $"{result.Miou:F3} ± {deviation:F3}") : Number(result.Miou, $"{result.Miou:F3}");

    private static string Latency(LatencyFigures latency) => Number(latency.MedianMs, $"{latency.MedianMs:F1} ({latency.P95Ms:F1})");

    private static string Number(double value, FormattableString text) => double.IsNaN(value) ? "–" : FormattableString.Invariant(text);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
