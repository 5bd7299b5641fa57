using System.Text.Json.Nodes;
using NasFuse.Cli.Files;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
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

    /// <summary>Writes all files into a folder, each whole or not at all, and returns their paths.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">One cannot be written there.</exception>
    public IReadOnlyList<string> Write(string folder)
    {
        var files = new ReportFiles(folder);
        files.Add($"{Name}.csv", new CsvRowWriter().Text(ReferenceTable.Rows(results, _manifest.Data.Classes)));
        var isDrawn = results.Any(result => result.IsMeasured);
        if (isDrawn) files.AddPicture(Name, ReferencePicture.Draw(Title, studies[0].Conditions.ToString(), results));
        files.Add($"{Name}.md", string.Join('\n', Markdown(isDrawn)) + "\n");
        files.AddManifest(command, clock, new JsonObject { ["latency"] = studies[0].Conditions.ToString() }, studies.Select(study => study.Manifest));
        return files.Written;
    }

    private string Title => $"Known architectures on {_manifest.Data.Name}, {results.Count} networks under one recipe";

    private IEnumerable<string> Markdown(bool isDrawn)
    {
        yield return $"# {Title}\n";
        yield return $"`{command}`\n";
        yield return $"Every network: {Recipe(_manifest.Study.Study)}; data fingerprint `{_manifest.Data.Fingerprint}`.";
        yield return $"Latency: {studies[0].Conditions}. {HostEnvironment.Current.InWords}.";
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
}
