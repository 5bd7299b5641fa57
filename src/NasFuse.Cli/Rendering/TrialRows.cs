using NasFuse.Cli.CommandLine;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Rendering;

/// <summary>Trials as rows in every format.</summary>
internal static class TrialRows
{
    /// <summary>Asks; where nothing is selected, formats for people get the few fields that fit on a line, and formats for programs get all.</summary>
    public static QueryTable Run(StoredStudy study, IReadOnlyList<Trial> trials, TrialQuery query, string format)
    {
        var forPeople = format is CommonOptions.TableFormat or "md";
        return (query.Select is null && forPeople ? query with { Select = Usual(study) } : query).Run(trials);
    }

    public static void Print(QueryTable rows, string format, Terminal terminal)
    {
        if (RowWriter.ByFormat.TryGetValue(format, out var writer)) writer.Write(rows, terminal.RawData);
        else if (rows.Rows.Count > 0) terminal.Data.Write(RowTable.Create(rows));
    }

    private static string Usual(StoredStudy study)
    {
        string[] fixedOnes = ["parameters", "macs"];
        var names = study.Manifest.Objectives.Select(objective => objective.Name);
        var objectives = names.Where(name => !fixedOnes.Contains(name)).Select(name => $"objectives.{name}");
        return string.Join(", ", ["number", "state", .. objectives, .. fixedOnes, "epochs", "architectureId"]);
    }
}
