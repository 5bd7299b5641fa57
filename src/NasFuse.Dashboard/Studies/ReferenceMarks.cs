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

/// <summary>What a study can be compared with.</summary>
/// <param name="Marks">References that were measured on the study's data.</param>
/// <param name="Remarks">Folders that look like references and cannot be read, in a sentence each.</param>
public sealed record KnownReferences(IReadOnlyList<ReferenceMark> Marks, IReadOnlyList<string> Remarks);

/// <summary>Reads what <c>nasfuse references run</c> left: <c>reference*/references.csv</c> with its manifest. Thread-safe.</summary>
/// <param name="results">The results folder.</param>
public sealed class ReferenceMarks(string results)
{
    private static readonly (string Column, string Metric)[] s_columns =
    [
        ("miou", MetricNames.MeanIou), ("torchMs", MetricNames.LatencyMs), ("parameters", MetricNames.Parameters), ("macs", MetricNames.Macs),
    ];

    /// <summary>References that were measured on some data.</summary>
    /// <param name="data">Name of the data set, as manifests have it.</param>
    public KnownReferences On(string data)
    {
        var (marks, remarks) = (new List<ReferenceMark>(), new List<string>());
        if (!Directory.Exists(results)) return new KnownReferences(marks, remarks);
        foreach (var folder in Directory.EnumerateDirectories(results, "reference*").Order(StringComparer.Ordinal))
        {
            try
            {
                if (File.Exists(ManifestOf(folder)) && DataOf(folder) == data) marks.AddRange(Read(folder));
            }
            catch (Exception foreign) when (foreign is FormatException or IOException or UnauthorizedAccessException)
            {
                remarks.Add($"References in {Path.GetFileName(folder)} are not shown: {foreign.Message}");
            }
        }
        return new KnownReferences(marks, remarks);
    }

    private static string ManifestOf(string folder) => Path.Combine(folder, "manifest.json");

    private static string DataOf(string folder)
    {
        try
        {
            return (string?)JsonNode.Parse(File.ReadAllText(ManifestOf(folder)))?["studies"]?[0]?["data"]?["name"] ?? throw Foreign();
        }
        catch (Exception unlike) when (unlike is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw Foreign();
        }

        static FormatException Foreign() => new("their manifest.json is not one of 'nasfuse references run'.");
    }

    private static List<ReferenceMark> Read(string folder)
    {
        var path = Path.Combine(folder, "references.csv");
        if (!File.Exists(path)) return [];
        var lines = File.ReadLines(path).Select(Cells).ToList();
        if (lines.Count == 0) return [];
        var header = lines[0];
        return [.. lines.Skip(1).Where(cells => cells.Count == header.Count).Select(cells => Mark(header, cells))];
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
