using System.Text;
using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Reproducibility;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;
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
    public IReadOnlyList<string> Write(string folder)
    {
        var files = new ArtefactFolder(new StudyFolder(folder));
        var written = new List<string>();
        AddText("comparison.csv", Csv());
        AddPicture("fronts", ComparisonPicture.Fronts(comparison));
        AddPicture("progress", ComparisonPicture.Progress(comparison));
        AddText("comparison.md", string.Join('\n', Markdown()) + "\n");
        AddText("manifest.json", JsonText.Of(Manifest()));
        return written;

        void AddPicture(string name, (string Svg, byte[] Png) picture)
        {
            AddText($"{name}.svg", picture.Svg);
            Add($"{name}.png", picture.Png);
        }

        void AddText(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

        void Add(string name, byte[] content)
        {
            files.Write("report", name, stream => stream.Write(content));
            written.Add(Path.Combine(folder, name));
        }
    }

    private string Csv()
    {
        using var text = new StringWriter();
        new CsvRowWriter().Write(ComparisonTable.Rows(comparison), text);
        return text.ToString();
    }

    private IEnumerable<string> Markdown()
    {
        var environment = HostEnvironment.Current;
        yield return $"# Studies compared: {string.Join(", ", studies.Select(study => study.Name))}\n";
        yield return $"`{command}`\n";
        yield return $"Data: {studies[0].Manifest.Data.Name}, fingerprint `{studies[0].Manifest.Data.Fingerprint}`. "
            + $"{environment.Processor}, {environment.ProcessorCount} logical processors, {environment.OperatingSystem}, {environment.Runtime}, NasFuse {environment.NasFuse}.";
        using var rows = new StringWriter();
        new MarkdownRowWriter().Write(ComparisonTable.Rows(comparison), rows);
        yield return $"\n{rows}";
        foreach (var remark in comparison.Remarks) yield return $"- {remark}";
        yield return "\n![Pareto fronts](fronts.svg)\n\n![hypervolume over trials](progress.svg)";
    }

    private JsonObject Manifest() => new()
    {
        ["command"] = command,
        ["created"] = clock.GetUtcNow().UtcDateTime.ToString("O"),
        ["environment"] = HostEnvironment.Current.ToJson(),
        ["packages"] = HostEnvironment.Packages(),
        ["reference"] = new JsonObject
        {
            ["ideal"] = new JsonArray([.. comparison.Box.Ideal.Select(value => (JsonNode)value)]), ["worst"] = new JsonArray([.. comparison.Box.Worst.Select(value => (JsonNode)value)]),
        },
        ["studies"] = new JsonArray([.. studies.Select(study => study.Manifest.Json.DeepClone())]),
    };
}
