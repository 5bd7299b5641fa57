using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>A front with the probability of each member, and ties.</summary>
internal static class ConfidentFrontView
{
    /// <summary>Prints it; says instead what is unknown and how to measure it, and returns false, when noise of an objective is unknown.</summary>
    public static bool Print(StoredStudy study, string format, Terminal terminal)
    {
        var front = ConfidentFront.Of(study.Stored, study.Manifest.Objectives, study.Epochs, study.Manifest.Reference);
        if (!front.Noise.IsKnown)
        {
            foreach (var unknown in front.Noise.Objectives.Where(noise => noise.Source == NoiseSource.Unknown))
                terminal.Say($"The noise of {Show.Title(unknown.Objective.Name)} is unknown: no architecture was evaluated with two seeds, "
                    + $"so what follows may be ties. To measure it: {study.Suggest("promote", "--seeds", "2")}");
            return false;
        }
        if (front.Candidates.IsEmpty) return false;
        if (format == CommonOptions.TableFormat) PrintTable(study, front, terminal);
        else TrialRows.Print(QueryTable.Of(front.Candidates.Select(candidate => Row(candidate, study.Manifest.Objectives))), format, terminal);
        return true;
    }

    private static void PrintTable(StoredStudy study, ConfidentFront front, Terminal terminal)
    {
        var sure = front.Candidates.Count(candidate => candidate.Membership >= front.Confidence);
        terminal.RawData.WriteLine($"{sure} surely on the front, {front.Candidates.Length - sure} uncertain (95 %)   {HypervolumeOf(front)}");
        terminal.RawData.WriteLine($"noise of one evaluation: {string.Join("; ", front.Noise.Objectives.Select(Describe))}");
        terminal.Data.Write(TableOf(study, front));
    }

    private static string HypervolumeOf(ConfidentFront front) =>
        FormattableString.Invariant($"hypervolume {front.Hypervolume!.Expected:F4} ({front.Hypervolume.Low:F4}..{front.Hypervolume.High:F4})");

    private static string Describe(ObjectiveNoise noise) => $"{Show.Title(noise.Objective.Name)} " + noise.Source switch
    {
        NoiseSource.Exact => "exact",
        NoiseSource.Passes => "from the spread of the passes of each measurement",
        _ => DescribeRepeats(noise),
    };

    private static string DescribeRepeats(ObjectiveNoise noise)
    {
        var (low, high) = noise.Estimate!.Interval();
        var isRelative = MetricNames.IsLatency(noise.Objective.Name);
        string Number(double value) => isRelative ? FormattableString.Invariant($"{100 * value:F1} %") : FormattableString.Invariant($"{value:F4}");
        return $"± {Number(noise.Estimate.StandardDeviation)} ({Number(low)}..{Number(high)}, {noise.Estimate.DegreesOfFreedom:F0} degrees of freedom)";
    }

    private static Table TableOf(StoredStudy study, ConfidentFront front)
    {
        var objectives = study.Manifest.Objectives;
        var longest = front.Candidates.SelectMany(candidate => candidate.Trial.Repeats)
            .Where(repeat => repeat.State == TrialState.Complete && repeat.Epochs > study.Epochs)
            .Max(repeat => (int?)repeat.Epochs);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var number in (string[])["#", "on front", "evaluations"]) table.AddColumn(new TableColumn(number).RightAligned());
        foreach (var objective in objectives) table.AddColumn(new TableColumn(Show.Title(objective.Name)).RightAligned().NoWrap());
        if (longest is not null) table.AddColumn(new TableColumn($"mIoU at {longest} epochs").RightAligned());
        table.AddColumn("tie").AddColumn("architecture");
        foreach (var candidate in front.Candidates) table.AddRow([.. Cells(candidate, objectives, study.Epochs, longest).Select(cell => new Text(cell))]);
        return table;
    }

    private static IEnumerable<string> Cells(FrontCandidate candidate, IReadOnlyList<Objective> objectives, int epochs, int? longest)
    {
        yield return $"{candidate.Trial.Number}";
        yield return FormattableString.Invariant($"{100 * candidate.Membership:F0} %");
        yield return $"{candidate.Trial.Evaluations(epochs).Count}";
        // AsCost is its own inverse.
        for (var i = 0; i < objectives.Count; i++)
            yield return Show.Metric(objectives[i].Name, objectives[i].AsCost(candidate.Costs[i].Mean), candidate.Costs[i].Error);
        if (longest is not null)
        {
            yield return Show.Metric(MetricNames.MeanIou, candidate.Trial.Repeats.Where(repeat => repeat.Epochs == longest)
                .Select(repeat => repeat.Metrics.GetValueOrDefault(MetricNames.MeanIou, double.NaN)).DefaultIfEmpty(double.NaN).Average());
        }
        yield return candidate.Tie is { } tie ? $"{(char)('A' + tie % 26)}{(tie < 26 ? "" : $"{tie / 26}")}" : "";
        yield return candidate.Trial.ArchitectureId[..8];
    }

    private static JsonObject Row(FrontCandidate candidate, IReadOnlyList<Objective> objectives) => new()
    {
        ["number"] = candidate.Trial.Number,
        ["membership"] = candidate.Membership,
        ["tie"] = candidate.Tie,
        ["mean"] = new JsonObject(objectives.Select((objective, i) =>
            KeyValuePair.Create(objective.Name, (JsonNode?)objective.AsCost(candidate.Costs[i].Mean)))),
        ["error"] = new JsonObject(objectives.Select((objective, i) => KeyValuePair.Create(objective.Name, (JsonNode?)candidate.Costs[i].Error))),
        ["architectureId"] = candidate.Trial.ArchitectureId,
    };
}
