using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Core.Reproducibility;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Comparison;

/// <summary>Writes a comparison: <c>comparison.md</c>, <c>.csv</c>, pictures of fronts and progress, and <c>manifest.json</c>.</summary>
/// <param name="comparison">What was found.</param>
/// <param name="studies">The studies it was found in.</param>
/// <param name="command">The exact command.</param>
/// <param name="clock">The time.</param>
internal sealed class ComparisonReport(StudyComparison comparison, IReadOnlyList<StoredStudy> studies, string command, TimeProvider clock)
{
    /// <summary>Writes all files into a folder, each whole or not at all, and returns their paths.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">One cannot be written there.</exception>
    public IReadOnlyList<string> Write(string folder)
    {
        var files = new ReportFiles(folder);
        files.Add("comparison.csv", new CsvRowWriter().Text(ComparisonTable.Rows(comparison)));
        files.AddPicture("fronts", ComparisonPicture.Fronts(comparison));
        files.AddPicture("progress", ComparisonPicture.Progress(comparison));
        files.Add("comparison.md", string.Join('\n', Markdown()) + "\n");
        files.AddManifest(command, clock, Facts(), studies.Select(study => study.Manifest));
        return files.Written;
    }

    private IEnumerable<string> Markdown()
    {
        yield return $"# Studies compared: {string.Join(", ", studies.Select(study => study.Name))}\n";
        yield return $"`{command}`\n";
        var data = studies[0].Manifest.Data;
        yield return $"Data: {data.Name}, fingerprint `{data.Fingerprint}`. {HostEnvironment.Current.InWords}.";
        yield return $"\n{new MarkdownRowWriter().Text(ComparisonTable.Rows(comparison))}";
        foreach (var remark in comparison.Remarks) yield return $"- {remark}";
        yield return "\n![Pareto fronts](fronts.svg)\n\n![hypervolume over trials](progress.svg)";
    }

    private JsonObject Facts() => new()
    {
        ["reference"] = new JsonObject { ["ideal"] = Numbers(comparison.Box.Ideal), ["worst"] = Numbers(comparison.Box.Worst) },
    };

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => (JsonNode)value)];
}
