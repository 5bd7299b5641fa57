using NasFuse.Cli.CommandLine;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sources;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Rendering;

/// <summary>Trials as rows in every format.</summary>
internal static class TrialRows
{
    private static readonly string[] s_counted = [MetricNames.Parameters, MetricNames.Macs];

    /// <summary>Asks about stored studies; where nothing is selected, formats for people get the few fields that fit on a line, others all.</summary>
    public static QueryRows Run(IReadOnlyList<StoredStudy> studies, TrialQuery query, string format) =>
        WithUsual(studies, query, format).Over([.. studies.Select(study => new StoredTrials(study.Reader, study.Epochs))]);

    /// <summary>The same about some trials of a study.</summary>
    public static QueryRows Run(StoredStudy study, IReadOnlyList<Trial> trials, string format) =>
        WithUsual([study], new TrialQuery(), format).Over(new TrialList(study.Name, trials));

    /// <summary>Prints rows; returns how many.</summary>
    public static int Print(QueryRows rows, string format, Terminal terminal)
    {
        var count = 0;
        if (RowWriter.ByFormat.TryGetValue(format, out var writer)) writer.Write(rows with { Rows = Counted() }, terminal.RawData);
        else if (rows with { Rows = Counted() } is var counted && counted.ToTable() is { Rows.Count: > 0 } table) terminal.Data.Write(RowTable.Create(table));
        return count;

        IEnumerable<IReadOnlyList<QueryValue>> Counted()
        {
            foreach (var row in rows.Rows)
            {
                count++;
                yield return row;
            }
        }
    }

    /// <summary>Prints rows.</summary>
    public static void Print(QueryTable rows, string format, Terminal terminal) => Print(new QueryRows(rows.Columns, rows.Rows), format, terminal);

    private static TrialQuery WithUsual(IReadOnlyList<StoredStudy> studies, TrialQuery query, string format)
    {
        if (query.Select is not null) return query;
        if (query.GroupBy is not null) return query with { Select = string.Join(", ", Objectives(studies).Select(field => $"mean({field}), max({field})")
            .Prepend("count")) };
        return format is CommonOptions.TableFormat or "md" ? query with { Select = Usual(studies) } : query;
    }

    private static string Usual(IReadOnlyList<StoredStudy> studies)
    {
        string[] first = studies.Count > 1 ? ["study", "number"] : ["number"];
        return string.Join(", ", [.. first, "state", .. Objectives(studies), .. s_counted, "epochs", "architectureId"]);
    }

    private static IEnumerable<string> Objectives(IReadOnlyList<StoredStudy> studies) =>
        studies.SelectMany(study => study.Manifest.Objectives).Select(objective => objective.Name).Distinct()
            .Where(name => !s_counted.Contains(name)).Select(name => $"objectives.{name}");
}
