using System.Text;
using System.Text.Json.Nodes;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.References;

/// <summary>Writes what a run over the references found: <c>references.md</c>, <c>.csv</c>, <c>.svg</c>, <c>.png</c> and <c>manifest.json</c>.</summary>
/// <param name="studies">The studies, at least one.</param>
/// <param name="results">The results.</param>
/// <param name="command">The exact command.</param>
/// <param name="clock">The time.</param>
internal sealed class ReferenceReport(IReadOnlyList<MeasuredStudy> studies, IReadOnlyList<ReferenceResult> results, string command, TimeProvider clock)
{
    private const string Name = "references";

    private readonly RunManifest _manifest = studies[0].Manifest;

    /// <summary>Writes all files into a folder, each whole or not at all, and returns their names.</summary>
    public IReadOnlyList<string> Write(string folder)
    {
        var files = new ArtefactFolder(new StudyFolder(folder));
        var written = new List<string>();
        using var csv = new StringWriter();
        new CsvRowWriter().Write(ReferenceTable.Rows(results, _manifest.Data.Classes), csv);
        Add($"{Name}.csv", Encoding.UTF8.GetBytes(csv.ToString()));
        var isDrawn = results.Any(result => result.IsMeasured);
        if (isDrawn)
        {
            var (svg, png) = ReferencePicture.Draw(Title, studies[0].Conditions.ToString(), results);
            Add($"{Name}.svg", Encoding.UTF8.GetBytes(svg));
            Add($"{Name}.png", png);
        }
        Add($"{Name}.md", Encoding.UTF8.GetBytes(string.Join('\n', Markdown(isDrawn)) + "\n"));
        Add("manifest.json", Encoding.UTF8.GetBytes(JsonText.Of(Manifest())));
        return written;

        void Add(string name, byte[] content)
        {
            files.Write("report", name, stream => stream.Write(content));
            written.Add(Path.Combine(folder, name));
        }
    }

    private string Title => $"Known architectures on {_manifest.Data.Name}, {results.Count} networks under one recipe";

    private IEnumerable<string> Markdown(bool isDrawn)
    {
        var (study, environment) = (_manifest.Study.Study, HostEnvironment.Current);
        yield return $"# {Title}\n";
        yield return $"`{command}`\n";
        yield return $"Every network: {Recipe(study)}; data fingerprint `{_manifest.Data.Fingerprint}`.";
        yield return $"Latency: {studies[0].Conditions}. {environment.Processor}, {environment.ProcessorCount} logical processors, "
            + $"{environment.OperatingSystem}, {environment.Runtime}, NasFuse {environment.NasFuse}.";
        yield return "Parity is the largest absolute difference of logits between torch and ONNX Runtime over all validation images; for networks that decide "
            + "by comparing values (pooling indices) the mean one, because rounding alone turns a decision between nearly equal values. "
            + "mIoU ± standard deviation over the seeds; latencies are medians over the seeds.\n";
        if (isDrawn) yield return $"![mIoU over latency]({Name}.svg)\n";
        foreach (var family in results.GroupBy(result => result.Reference.Family))
        {
            yield return $"## {family.Key.Name}\n";
            foreach (var line in ReferenceTable.Markdown([.. family])) yield return line;
            yield return "";
        }
        foreach (var line in ReferenceTable.Correlations(results)) yield return $"- {line}";
        var front = string.Join(", ", ReferenceResult.Front(results).Select(result => result.Reference.System));
        if (isDrawn) yield return $"- Pareto front of mIoU and ONNX Runtime latency, fastest first: {front}";
        foreach (var line in Disturbed()) yield return $"- {line}";
        foreach (var problem in results.SelectMany(result => result.Problems)) yield return $"- **{problem.Text}**";
        yield return "\n## Sources\n";
        foreach (var reference in results.Select(result => result.Reference).OrderBy(reference => reference.System, StringComparer.OrdinalIgnoreCase))
            yield return $"- {Origin(reference)}";
    }

    private IEnumerable<string> Disturbed()
    {
        var unsteady = results.Where(result => result.Measurements.Any(measurement => measurement.WasDisturbed));
        var disturbed = string.Join(", ", unsteady.Select(result => result.Reference.System));
        if (disturbed.Length > 0)
            yield return $"Latencies of these varied strongly, so other work was running on the machine; measure again with `--remeasure`: {disturbed}";
    }

    private static string Recipe(StudySpecification study)
    {
        var (training, data) = (study.Training, study.Data);
        var duration = $"{training.Epochs} epoch{(training.Epochs == 1 ? "" : "s")} of {data.Size[1]}×{data.Size[0]} images, batch {training.Batch}";
        return FormattableString.Invariant($"{duration}, {training.Optimizer.ToString().ToLowerInvariant()}, largest learning rate {training.LearningRate}");
    }

    private static string Origin(Reference reference) =>
        string.Join(". ",
        [
            $"**{reference.System}** ({reference.Family.Name}): {reference.Source}",
            .. reference.Header.All("distortion").Select(text => $"Distortion: {text}"), .. reference.Header.All("note"),
        ]);

    private JsonObject Manifest() => new()
    {
        ["command"] = command,
        ["created"] = clock.GetUtcNow().UtcDateTime.ToString("O"),
        ["environment"] = HostEnvironment.Current.ToJson(),
        ["packages"] = HostEnvironment.Packages(),
        ["latency"] = studies[0].Conditions.ToString(),
        ["studies"] = new JsonArray([.. studies.Select(study => study.Manifest.Json.DeepClone())]),
    };
}
