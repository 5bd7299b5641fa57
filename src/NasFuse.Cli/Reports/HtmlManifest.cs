using System.Text.Json.Nodes;
using NasFuse.Cli.Rendering;

namespace NasFuse.Cli.Reports;

/// <summary>What a study was asked for and run with, and how to run it again.</summary>
internal static class HtmlManifest
{
    private static readonly string[] s_telling = ["TorchSharp", "libtorch-cpu-linux-x64", "Microsoft.ML.OnnxRuntime", "LiteDB", "SkiaSharp"];

    /// <summary>Settings, with the whole manifest to open.</summary>
    public static string Settings(ReportedStudy report)
    {
        var (study, reference, json) = (report.Study.Manifest.Study.Study, report.Study.Manifest.Reference, report.Study.Manifest.Json);
        List<(string Name, string Value)> facts =
        [
            ("objectives", string.Join(", ", report.Objectives.Select(objective =>
                $"{objective.Direction.ToString().ToLowerInvariant()} {Show.Title(objective.Name)}"))),
            ("constraints", study.Constraints.IsEmpty ? "none" : string.Join(", ", study.Constraints)),
            ("search space", study.Space),
            ("sampler", Compact(json["config"]?["sampler"])),
            ("pruner", study.Pruner is null ? "none" : Compact(json["config"]?["pruner"])),
            ("training", Compact(json["config"]?["training"])),
            ("latency", Compact(json["config"]?["latency"])),
            ("budget", Compact(json["config"]?["budget"])),
            ("hypervolume box", $"from {FrontLine.Corner(report.Objectives, reference.Ideal)} to {FrontLine.Corner(report.Objectives, reference.Worst)}"),
        ];
        return $"{Facts(facts)}<details><summary>Whole manifest</summary>\n{Html.Code(JsonText.Of(json))}</details>\n";
    }

    /// <summary>Commands, seeds, data and versions.</summary>
    public static string Reproduction(ReportedStudy report)
    {
        var (manifest, json) = (report.Study.Manifest, report.Study.Manifest.Json);
        var environment = json["environment"];
        var packages = s_telling.Where(name => json["packages"]?[name] is not null).Select(name => $"{name} {json["packages"]![name]}").ToArray();
        List<(string Name, string Value)> facts =
        [
            ("study seed", $"{manifest.Study.Study.Seed}; every trial draws from streams of its own, so equal seeds give equal proposals"),
            ("trial seeds", report.Front.Count == 0 ? "–" : string.Join(", ", report.Drawn.Select(trial => $"#{trial.Number} {trial.Seed}"))),
            ("data", $"{manifest.Data.Name}, {manifest.Data.Classes.Count} classes, fingerprint {manifest.Data.Fingerprint}"),
            ("settings hash", (string?)json["configHash"] ?? "–"),
            ("devices", json["devices"] is JsonArray devices ? string.Join(", ", devices.Select(device => (string?)device).Distinct()) : "–"),
            ("machine", $"{environment?["processor"]}, {environment?["processorCount"]} logical processors, {environment?["operatingSystem"]}"),
            ("software", string.Join(", ", [$"NasFuse {environment?["nasfuse"]}", $"{environment?["runtime"]}", .. packages])),
            ("begun", manifest.Created ?? "–"),
        ];
        return $"{Html.Code(string.Join('\n', report.Commands()))}{Facts(facts)}";
    }

    private static string Facts(IEnumerable<(string Name, string Value)> facts) =>
        $"<dl class=\"facts\">\n{string.Concat(facts.Select(fact => $"<dt>{Html.Text(fact.Name)}</dt><dd>{Html.Text(fact.Value)}</dd>\n"))}</dl>\n";

    /// <summary>Settings on one line, without braces and quotes: <c>name: nsga2, populationSize: 8</c>.</summary>
    private static string Compact(JsonNode? node) => node switch
    {
        null => "–",
        JsonObject values => string.Join(", ", values.Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.Key}: {(pair.Value is JsonObject ? $"({Compact(pair.Value)})" : Compact(pair.Value))}")),
        JsonArray values => $"[{string.Join(", ", values.Select(Compact))}]",
        _ => node.ToString(),
    };
}
