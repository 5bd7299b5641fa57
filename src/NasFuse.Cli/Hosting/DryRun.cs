using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Rendering;
using NasFuse.Cli.Seeds;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Torch.Training.Distillation;
using Spectre.Console;

namespace NasFuse.Cli.Hosting;

/// <summary>
/// Says what a search would do: every setting with its origin, the space's size, sampled architectures, the share that meets static constraints, time
/// and disk.
/// </summary>
internal static class DryRun
{
    private const int Shown = 5;
    private const int Sampled = 200;
    private const int LongestValue = 200;

    public static async Task<int> ShowAsync(LoadedStudy loaded, string results, Terminal terminal, CancellationToken cancellation)
    {
        var study = loaded.Study;
        var dataset = SegmentationDatasets.Open(study.Data);
        var teacher = TeacherPackage.For(study.Training, dataset, StudySession.PlaceOfTeacher(loaded));
        loaded = StudySeeds.ReadInto(loaded, begun: null, results, dataset.Classes.Length);
        var space = loaded.Space.Create(loaded.SpaceName, dataset.Classes.Length);
        var size = study.Data.ImageSize();
        terminal.Data.Write(Settings(loaded));

        var samples = Enumerable.Range(0, Sampled).Select(i => space.Sample(RandomStreams.Create(study.Seed, "dry-run", i)).Architecture)
            .Select(architecture => (Architecture: architecture, Cost: GraphCost.Of(architecture.Lower(size).Deployed()))).ToArray();
        var feasible = samples.Where(sample => study.Constraints.All(constraint => Meets(constraint, sample.Cost))).ToArray();
        terminal.Say(
            $"data: {dataset.Name}, {dataset.Count(Split.Train)} training and {dataset.Count(Split.Val)} validation images at {size}, "
            + $"{dataset.Classes.Length} classes");
        terminal.Say(
            $"space {loaded.SpaceName}: {SpaceSizeText.Of(space.Count())}; "
            + $"{100.0 * feasible.Length / Sampled:F0} % of {Sampled} samples meet the static constraints");
        terminal.Data.Write(Samples(samples.Take(Shown)));
        if (feasible.Length == 0) terminal.Say("No sampled architecture meets the constraints, so nothing was timed.");
        else terminal.Say(InWords(await EstimateAsync(loaded, dataset, teacher, feasible, cancellation).ConfigureAwait(false), study));
        terminal.Say("Nothing was written.");
        return ExitCodes.Success;
    }

    private static Task<StudyEstimate> EstimateAsync(
        LoadedStudy loaded, SegmentationDataset dataset, Teacher? teacher, (Architecture Architecture, GraphCost Cost)[] feasible,
        CancellationToken cancellation) =>
        StudyEstimate.MeasureAsync(
            loaded, dataset, teacher, [.. feasible.Select(sample => (sample.Architecture, sample.Cost.Parameters, sample.Cost.Macs))],
            (double)feasible.Length / Sampled, cancellation);

    private static string InWords(StudyEstimate estimate, StudySpecification study) => FormattableString.Invariant(
        $"estimate: {Show.Duration(estimate.Trial)} a trial, {Show.Duration(estimate.Study)} for the study with {study.Workers.Length} {(study.Workers.Length == 1 ? "worker" : "workers")}")
        + $", {Mebibytes(estimate.DiskBytes)} of disk; from a few training steps of sampled architectures, as this machine is loaded now";

    private static string Mebibytes(long bytes) => FormattableString.Invariant($"{Math.Max(0.1, bytes / (double)(1 << 20)):F1} MiB");

    private static Table Samples(IEnumerable<(Architecture Architecture, GraphCost Cost)> samples)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("sample", "parameters", "MACs", "nodes");
        foreach (var (architecture, cost) in samples)
        {
            table.AddRow(
                ArchitectureId.Of(architecture)[..8], Show.Millions(cost.Parameters), Show.Metric(MetricNames.Macs, cost.Macs),
                $"{architecture.Nodes.Length}");
        }
        return table;
    }

    private static Table Settings(LoadedStudy loaded)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("setting", "value", "from");
        foreach (var setting in loaded.Settings) table.AddRow(new Text(setting.Path), new Text(Shorten(setting.ValueJson)), new Text(setting.Origin));
        return table;
    }

    private static string Shorten(string value) => value.Length <= LongestValue ? value : $"{value[..LongestValue]}…";

    private static bool Meets(Constraint constraint, GraphCost cost) => constraint.Metric switch
    {
        MetricNames.Parameters => constraint.IsMet(cost.Parameters),
        MetricNames.Macs => constraint.IsMet(cost.Macs),
        MetricNames.ActivationBytes => constraint.IsMet(cost.ActivationBytes),
        _ => true,
    };
}
