using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries.Conditions;
using NasFuse.Storage.Queries.Groups;
using NasFuse.Storage.Queries.Parsing;
using NasFuse.Storage.Queries.Sources;

namespace NasFuse.Storage.Queries;

/// <summary>A question about trials, as a person writes it.</summary>
/// <remarks>
/// Fields: <c>number state architectureId objectives.&lt;metric&gt; parameters macs activationBytes epochs seed device duplicateOf error proposed finished
/// trainSeconds classIou.&lt;class&gt; choices.&lt;choice&gt;</c>, and on request <c>study architecture latencyBackend attempts evaluations
/// spread.&lt;metric&gt;
/// arch.nodes arch.edges arch.maxWidth arch.operators arch.fusions arch.alignSteps arch.scales</c>.
/// Times are ISO 8601 texts in UTC, so <c>finished &gt; '2025-11-24T08'</c> works. A comparison with a missing value is false; <c>= null</c> asks for one.
/// Nothing but numbers is indexed: every trial is looked at, but only the fields that a query names are read. Immutable and thread-safe.
/// </remarks>
public sealed record TrialQuery
{
    /// <summary>Names of all fields there are; those of a family end with an ellipsis: <c>objectives.…</c></summary>
    public static IReadOnlyList<string> FieldNames { get; } =
    [
        .. FixedFields.Usual(severalStudies: false).Concat(FixedFields.OnRequest).Select(field => field.Name),
        .. FieldFamilies.ByName.Keys.Select(family => $"{family}.…"),
    ];

    /// <summary>Which trials, e.g. <c>state = 'complete' and objectives.latencyMs &lt; 30</c>; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>In which order, e.g. <c>objectives.miou desc, number</c>; null for the order of their numbers. What is missing comes last.</summary>
    public string? Order { get; init; }

    /// <summary>
    /// Which fields, e.g. <c>number, objectives, choices.L1/s8/operator</c>, or what about groups, e.g. <c>count, mean(objectives.miou)</c>; null for
    /// the usual ones.
    /// </summary>
    public string? Select { get; init; }

    /// <summary>Fields whose values make groups, e.g. <c>choices.head/fusion</c>; null for none.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Rows that are left out at the beginning, ≥ 0.</summary>
    public int Offset { get; init; }

    /// <summary>At most so many rows, ≥ 0; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Answers the question about trials in memory.</summary>
    /// <param name="trials">All trials of the study, by number.</param>
    /// <exception cref="UserErrorException">The question is wrong; all mistakes together, each with its column.</exception>
    public QueryTable Run(IReadOnlyList<Trial> trials) => Over(new TrialList(null, trials)).ToTable();

    /// <summary>Answers the question about trials of one or more studies. Mistakes are found at once, rows are read as they are asked for.</summary>
    /// <param name="sources">The trials.</param>
    /// <exception cref="UserErrorException">The question is wrong; all mistakes together, each with its column.</exception>
    public QueryRows Over(params IReadOnlyList<TrialSource> sources)
    {
        var fields = new TrialFields(sources);
        var mistakes = new DiagnosticBag();
        var condition = Parse(Where, mistakes, source => ConditionParser.Parse(source, fields));
        if (Limit < 0) mistakes.Add(new SourcePlace("--limit"), ErrorCodes.OutOfRange, $"{Limit} rows cannot be shown; use 0 or more.");
        if (Offset < 0) mistakes.Add(new SourcePlace("--offset"), ErrorCodes.OutOfRange, $"{Offset} rows cannot be left out; use 0 or more.");
        var answer = GroupBy is not null || GroupParser.AsksAboutGroups(Select) ? Groups(fields, mistakes) : Trials(fields, mistakes);
        mistakes.ThrowIfAny();

        var (columns, rows) = answer(Matching(sources, fields.Used, condition));
        return new QueryRows(columns, Page(rows));
    }

    private int? Wanted => Limit is { } limit ? (int)Math.Min((long)limit + Offset, int.MaxValue) : null;

    private static IEnumerable<TrialRow> Matching(IReadOnlyList<TrialSource> sources, TrialParts fields, Condition? condition)
    {
        var rows = sources.SelectMany(source => source.Read(fields).Select(trial => new TrialRow(source.Study, trial)));
        return condition is null ? rows : rows.Where(condition.Holds);
    }

    private Func<IEnumerable<TrialRow>, (IReadOnlyList<QueryColumn>, IEnumerable<QueryValue[]>)> Trials(TrialFields fields, DiagnosticBag mistakes)
    {
        var keys = Parse(Order, mistakes, source => OrderParser.Parse(source, fields));
        var columns = Select is null ? fields.Default() : Parse(Select, mistakes, source => SelectParser.Parse(source, fields));
        return rows => ([.. columns.Select(field => new QueryColumn(field.Path))], keys.IsDefaultOrEmpty ? rows.Select(Values) : Ordered(rows));

        QueryValue[] Values(TrialRow row) => [.. columns.Select(field => field.Read(row))];

        IEnumerable<QueryValue[]> Ordered(IEnumerable<TrialRow> rows)
        {
            var sorter = new RowSorter([.. keys.Select(key => key.Descending)], Wanted);
            foreach (var row in rows) sorter.Add([.. keys.Select(key => key.Read(row))], Values(row));
            return sorter.Sorted();
        }
    }

    private Func<IEnumerable<TrialRow>, (IReadOnlyList<QueryColumn>, IEnumerable<QueryValue[]>)> Groups(TrialFields fields, DiagnosticBag mistakes)
    {
        var keys = Parse(GroupBy, mistakes, source => GroupParser.ParseKeys(source, fields)) is { IsDefault: false } named ? named : [];
        var aggregates = Select is null ? [new Aggregate(Aggregate.Count, null)]
            : Parse(Select, mistakes, source => GroupParser.ParseAggregates(source, fields, keys));
        var query = new GroupQuery(keys, aggregates.IsDefault ? [] : aggregates);
        var order = Parse(Order, mistakes, source => OrderParser.ParseColumns(source, [.. query.Columns.Select(column => column.Name)]));
        return rows => (query.Columns, order.IsDefaultOrEmpty ? query.Run(rows) : Ordered(query.Run(rows)));

        IEnumerable<QueryValue[]> Ordered(IEnumerable<QueryValue[]> groups)
        {
            var sorter = new RowSorter([.. order.Select(key => key.Descending)], Wanted);
            foreach (var group in groups) sorter.Add([.. order.Select(key => group[key.Column])], group);
            return sorter.Sorted();
        }
    }

    private IEnumerable<QueryValue[]> Page(IEnumerable<QueryValue[]> rows)
    {
        var rest = Offset > 0 ? rows.Skip(Offset) : rows;
        return Limit is { } limit ? rest.Take(limit) : rest;
    }

    private static T? Parse<T>(string? source, DiagnosticBag mistakes, Func<string, T> parse)
    {
        try
        {
            return source is null ? default : parse(source);
        }
        catch (UserErrorException exception)
        {
            mistakes.AddRange(exception.Diagnostics);
            return default;
        }
    }
}
