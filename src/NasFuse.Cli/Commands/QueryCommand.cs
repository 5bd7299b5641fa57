using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sql;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse query study</c>: rows of trials.</summary>
internal sealed class QueryCommand : Verb
{
    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string?> _where = new("--where")
    {
        Description = "Which trials, e.g. \"state = 'complete' and objectives.latencyMs < 30\".", HelpName = "E",
    };
    private readonly Option<string?> _order = new("--order") { Description = "In which order, e.g. \"objectives.miou desc\".", HelpName = "E" };
    private readonly Option<string?> _select = new("--select")
    {
        Description = "Which fields, e.g. \"number, objectives, choices.head/width\".", HelpName = "F",
    };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many rows.", HelpName = "N" };
    private readonly Option<string?> _sql = new("--sql")
    {
        Description = "One SELECT in LiteDB's SQL over the collections trials and epochs, instead of the options above.", HelpName = "S",
    };
    private readonly Option<string> _format = CommonOptions.Format();

    public QueryCommand(Terminal terminal)
        : base("query", "List the trials of a study; a search that runs meanwhile is not disturbed.", terminal)
    {
        Add(_study);
        Add(_where);
        Add(_order);
        Add(_select);
        Add(_limit);
        Add(_sql);
        Add(_format);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var format = arguments.GetRequiredValue(_format);
        if (arguments.GetValue(_sql) is { } sql) RunSql(arguments, study, sql, format);
        else RunQuery(arguments, study, format);
        var best = TrialRanking.Front(study.Trials, study.Manifest.Objectives);
        Terminal.Next([.. best.Take(1).Select(trial => study.Suggest("show", $"{trial.Number}")), study.Suggest("front")]);
        return Task.FromResult(ExitCodes.Success);
    }

    private void RunQuery(ParseResult arguments, StoredStudy study, string format)
    {
        var query = new TrialQuery
        {
            Where = arguments.GetValue(_where), Order = arguments.GetValue(_order), Limit = arguments.GetValue(_limit), Select = arguments.GetValue(_select),
        };
        var rows = TrialRows.Run(study, study.Trials, query, format);
        TrialRows.Print(rows, format, Terminal);
        Terminal.Say($"{rows.Rows.Count} of {study.Trials.Count} trials");
    }

    private void RunSql(ParseResult arguments, StoredStudy study, string sql, string format)
    {
        Option[] others = [_where, _order, _select, _limit];
        if (others.FirstOrDefault(option => arguments.GetResult(option) is not null) is { } other)
            throw new UserErrorException(new SourcePlace("--sql"), ErrorCodes.Contradiction, $"a statement says all there is to say; leave out {other.Name}");
        var rows = SqlQuery.Run(study.Reader, sql);
        if (format == "json") JsonRowWriter.WriteObjects(rows, Terminal.RawData);
        else TrialRows.Print(QueryTable.Of(rows), format, Terminal);
        Terminal.Say($"{rows.Count} rows");
    }
}
