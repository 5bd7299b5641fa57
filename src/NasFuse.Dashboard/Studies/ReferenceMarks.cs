using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Objectives;

namespace NasFuse.Dashboard.Studies;

/// <summary>A known architecture that was measured under one recipe: what a study is compared with.</summary>
/// <param name="System">Name of the published system.</param>
/// <param name="Class">Its class in the survey: <c>mesh</c>, <c>weighted</c> …</param>
/// <param name="Values">Measured values by metric name.</param>
public sealed record ReferenceMark(string System, string Class, IReadOnlyDictionary<string, double> Values);

/// <summary>Reads what <c>nasfuse references run</c> left: <c>reference*/references.csv</c> with its manifest. Thread-safe.</summary>
/// <param name="results">The results folder.</param>
public sealed class ReferenceMarks(string results)
{
    private static readonly (string Column, string Metric)[] s_columns =
    [
        ("miou", MetricNames.MeanIou), ("torchMs", MetricNames.LatencyMs), ("parameters", MetricNames.Parameters), ("macs", MetricNames.Macs),
    ];

    /// <summary>References that were measured on some data; empty when there are none.</summary>
    /// <param name="data">Name of the data set, as manifests have it.</param>
    public IReadOnlyList<ReferenceMark> On(string data) =>
        !Directory.Exists(results)
            ? []
            : [.. Directory.EnumerateDirectories(results, "reference*").Order(StringComparer.Ordinal).Where(folder => DataOf(folder) == data).SelectMany(Read)];

    private static string? DataOf(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        if (!File.Exists(path)) return null;
        try
        {
            return (string?)(JsonNode.Parse(File.ReadAllText(path))?["studies"]?[0]?["data"]?["name"]);
        }
        catch (JsonException)
        {
            // A folder of that name need not be ours.
            return null;
        }
    }

    private static IEnumerable<ReferenceMark> Read(string folder)
    {
        var path = Path.Combine(folder, "references.csv");
        if (!File.Exists(path)) return [];
        var lines = File.ReadLines(path).Select(Cells).ToList();
        if (lines.Count == 0) return [];
        var header = lines[0];
        return lines.Skip(1).Where(cells => cells.Count == header.Count).Select(cells => Mark(header, cells));
    }

    private static ReferenceMark Mark(List<string> header, List<string> cells)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (column, metric) in s_columns)
        {
            if (double.TryParse(Cell(column), CultureInfo.InvariantCulture, out var value)) values[metric] = value;
        }
        return new ReferenceMark(Cell("system"), Cell("class"), values);

        string Cell(string column) => header.IndexOf(column) is >= 0 and var index ? cells[index] : "";
    }

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted) Next();
            else cell.Append(line[i]);
        }
        Next();
        return cells;

        void Next()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
