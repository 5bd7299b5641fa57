using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Deployment;
using NasFuse.Cli.Seeds;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.Data;
using Spectre.Console;

namespace NasFuse.Cli.Hosting;

/// <summary>Says what a search would do: every setting with its origin, the space's size, sampled architectures, the share that meets static constraints.</summary>
internal static class DryRun
{
    private const int Shown = 5;
    private const int Sampled = 200;
    private const int LongestValue = 200;

    public static int Show(LoadedStudy loaded, string results, Terminal terminal)
    {
        var study = loaded.Study;
        var dataset = SegmentationDatasets.Open(study.Data);
        TeacherPackage.For(study.Training, dataset, StudySession.PlaceOfTeacher(loaded));
        loaded = StudySeeds.ReadInto(loaded, begun: null, results, dataset.Classes.Length);
        var space = loaded.Space.Create(loaded.SpaceName, dataset.Classes.Length);
        var size = study.Data.ImageSize();
        terminal.Data.Write(Settings(loaded));

        var samples = Enumerable.Range(0, Sampled).Select(i => space.Sample(RandomStreams.Create(study.Seed, "dry-run", i)).Architecture)
            .Select(architecture => (architecture, cost: GraphCost.Of(architecture.Lower(size).Deployed()))).ToArray();
        var feasible = samples.Count(sample => study.Constraints.All(constraint => Meets(constraint, sample.cost)));
        terminal.Say($"data: {dataset.Name}, {dataset.Count(Split.Train)} training and {dataset.Count(Split.Val)} validation images at {size}, {dataset.Classes.Length} classes");
        terminal.Say($"space {loaded.SpaceName}: {Rendering.SpaceSizeText.Of(space.Count())}; {100.0 * feasible / Sampled:F0} % of {Sampled} samples meet the static constraints");
        var table = new Table { Border = TableBorder.Simple }.AddColumns("sample", "parameters", "MACs", "nodes");
        foreach (var (architecture, cost) in samples.Take(Shown))
            table.AddRow(ArchitectureId.Of(architecture)[..8], Rendering.Show.Millions(cost.Parameters), Rendering.Show.Metric(MetricNames.Macs, cost.Macs), architecture.Nodes.Length.ToString());
        terminal.Data.Write(table);
        terminal.Say("Nothing was written.");
        return ExitCodes.Success;
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
