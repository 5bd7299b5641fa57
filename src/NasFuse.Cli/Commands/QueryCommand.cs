using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sql;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse query study…</c>: rows of trials, or what is to be known about groups of them.</summary>
internal sealed class QueryCommand : Verb
{
    private readonly Argument<string[]> _studies = CommonOptions.Studies("Names of studies under the results folder, one or more.", 0);
    private readonly Option<bool> _all = new("--all") { Description = "All studies under the results folder." };
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly QueryOptions _query = new();
    private readonly Option<string?> _sql = new("--sql")
    {
        Description = "One SELECT in LiteDB's SQL over the collections trials, epochs and repeats of one study, instead of the options above.",
            HelpName = "S",
    };
    private readonly Option<string> _format = CommonOptions.Format();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the rows into this new file instead.",
        HelpName = "FILE.csv|json|jsonl|md|parquet" };

    public QueryCommand(Terminal terminal)
        : base("query", "List the trials of studies, or count and average groups of them; a search that runs meanwhile is not disturbed.", terminal)
    {
        Add(_studies);
        Add(_all);
        foreach (var option in _query.All) Add(option);
        Add(_sql);
        Add(_format);
        Add(_output);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (results, format) = (arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_format));
        using var studies = StoredStudies.Open(results, Names(arguments, results));
        if (arguments.GetValue(_sql) is { } sql) RunSql(arguments, studies.All, sql, format);
        else RunQuery(arguments, studies.All, format);
        Terminal.Next(studies.All is [var study] ? [study.Suggest("front"), study.Suggest("analyse")]
            : [CommandText.InResults(results, ["compare", .. studies.All.Select(study => study.Name)])]);
        return Task.FromResult(ExitCodes.Success);
    }

    private IEnumerable<string> Names(ParseResult arguments, string results)
    {
        var named = arguments.GetRequiredValue(_studies);
        var all = arguments.GetValue(_all);
        if (all && named.Length > 0)
            throw new UserErrorException(new SourcePlace("--all"), ErrorCodes.Contradiction, "either names of studies or --all");
        if (!all && named.Length == 0)
            throw new UserErrorException(new SourcePlace("command line"), ErrorCodes.MissingKey,
                $"name one or more studies, or all of them with --all. {Known(results)}");
        if (!all) return named;
        return StudyFolders.List(results) is { Count: > 0 } known ? known
            : throw new StudyNotFoundException($"The results folder '{results}' holds no study.");
    }

    private static string Known(string results) =>
        StudyFolders.List(results) is { Count: > 0 } known ? $"There are: {string.Join(", ", known)}." : $"The results folder '{results}' holds none.";

    private void RunQuery(ParseResult arguments, IReadOnlyList<StoredStudy> studies, string format)
    {
        var query = _query.Read(arguments);
        var shown = Show(arguments, TrialRows.Run(studies, query, arguments.GetValue(_output) is null ? format : ""), format);
        Terminal.Say($"{shown} {(query.GroupBy is null ? "of" : "rows about")} {studies.Sum(study => study.Reader.TrialCount())} trials");
    }

    private int Show(ParseResult arguments, QueryRows rows, string format)
    {
        if (arguments.GetValue(_output) is not { } file) return TrialRows.Print(rows, format, Terminal);
        RowFile.RequireFormat(file);
        var count = 0;
        RowFile.Write(file, rows with { Rows = rows.Rows.Select((row, index) => (count = index + 1, row).row) });
        Terminal.Say($"written: {file}");
        return count;
    }

    private void RunSql(ParseResult arguments, IReadOnlyList<StoredStudy> studies, string sql, string format)
    {
        if (_query.All.FirstOrDefault(option => arguments.GetResult(option) is not null) is { } other)
            throw new UserErrorException(new SourcePlace("--sql"), ErrorCodes.Contradiction, $"a statement says all there is to say; leave out {other.Name}");
        if (studies.Count > 1) throw new UserErrorException(new SourcePlace("--sql"), ErrorCodes.Contradiction, "a statement reads one study; name one");
        var rows = SqlQuery.Run(studies[0].Reader, sql);
        if (arguments.GetValue(_output) is not null) Show(arguments, new QueryRows(QueryTable.Of(rows).Columns, QueryTable.Of(rows).Rows), format);
        else if (format == "json") JsonRowWriter.WriteObjects(rows, Terminal.RawData);
        else TrialRows.Print(QueryTable.Of(rows), format, Terminal);
        Terminal.Say($"{rows.Count} rows");
    }
}
