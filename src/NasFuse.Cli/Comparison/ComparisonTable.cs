using System.Globalization;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.Comparison;

/// <summary>A line per study.</summary>
internal static class ComparisonTable
{
    /// <summary>For people.</summary>
    public static Table Create(StudyComparison comparison)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("study", "sampler");
        foreach (var title in (string[])["seed", "trials", "complete", "pruned", "training", "front", "on joint front", "hypervolume",
            .. comparison.Objectives.Select(Best)])
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        foreach (var study in comparison.Studies)
        {
            table.AddRow(
            [
                study.Name, study.Sampler, $"{study.Seed}", $"{study.Trials.Count}", $"{study.Complete}", $"{study.Pruned}", Show.Duration(study.TrainTime),
                $"{study.Front.Count}", $"{study.OnJointFront}", FormattableString.Invariant($"{study.Hypervolume:F4}"),
                .. comparison.Objectives.Select(objective => BestOf(study, objective) is { } value ? Show.Metric(objective.Name, value) : "–"),
            ]);
        }
        return table;
    }

    /// <summary>For programs: everything in plain numbers.</summary>
    public static QueryTable Rows(StudyComparison comparison)
    {
        string[] columns = ["study", "sampler", "seed", "trials", "complete", "pruned", "trainSeconds", "front", "onJointFront", "hypervolume",
            .. comparison.Objectives.Select(Best)];
        return QueryTable.Of(
            columns,
            comparison.Studies.Select(study => (QueryValue[])
            [
                QueryValue.Of(study.Name), QueryValue.Of(study.Sampler), QueryValue.Of(study.Seed.ToString(CultureInfo.InvariantCulture)),
                    QueryValue.Of((Int128)study.Trials.Count),
                QueryValue.Of((Int128)study.Complete), QueryValue.Of((Int128)study.Pruned), QueryValue.Of(study.TrainTime.TotalSeconds),
                    QueryValue.Of((Int128)study.Front.Count),
                QueryValue.Of((Int128)study.OnJointFront), QueryValue.Of(study.Hypervolume),
                .. comparison.Objectives.Select(objective => BestOf(study, objective) is { } value ? QueryValue.Of(value) : QueryValue.Null),
            ]));
    }

    private static string Best(Objective objective) => $"best {Show.Title(objective.Name)}";

    private static double? BestOf(ComparedStudy study, Objective objective) => TrialRanking.Best(study.Trials, objective)?.Metrics[objective.Name];
}
