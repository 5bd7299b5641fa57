using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries.Parsing;

namespace NasFuse.Storage.Queries;

/// <summary>A question about a study's trials, as a person writes it.</summary>
/// <remarks>
/// Fields: <c>number state architectureId objectives.&lt;metric&gt; parameters macs activationBytes epochs seed device duplicateOf error proposed finished
/// trainSeconds classIou.&lt;class&gt; choices.&lt;choice&gt;</c>, and on request <c>architecture latencyBackend attempts</c>.
/// Times are ISO 8601 texts in UTC, so <c>finished &gt; '2025-11-24T08'</c> works. A comparison with a missing value is false; <c>= null</c> asks for one.
/// Immutable and thread-safe.
/// </remarks>
public sealed record TrialQuery
{
    /// <summary>Which trials, e.g. <c>state = 'complete' and objectives.latencyMs &lt; 30</c>; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>In which order, e.g. <c>objectives.miou desc, number</c>; null for the order of their numbers. What is missing comes last.</summary>
    public string? Order { get; init; }

    /// <summary>Which fields, e.g. <c>number, objectives, choices.L1/s8/operator</c>; null for the usual ones.</summary>
    public string? Select { get; init; }

    /// <summary>At most so many rows, ≥ 0; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Answers the question.</summary>
    /// <param name="trials">All trials of the study, by number.</param>
    /// <exception cref="UserErrorException">Where, order, select or limit are wrong; all mistakes together, each with its column.</exception>
    public QueryTable Run(IReadOnlyList<Trial> trials)
    {
        var fields = new TrialFields(trials);
        var mistakes = new DiagnosticBag();
        var condition = Parse(Where, mistakes, source => ConditionParser.Parse(source, fields));
        var keys = Parse(Order, mistakes, source => OrderParser.Parse(source, fields));
        var columns = Select is null ? fields.Default : Parse(Select, mistakes, source => SelectParser.Parse(source, fields));
        if (Limit < 0) mistakes.Add(new SourcePlace("--limit"), ErrorCodes.OutOfRange, $"{Limit} rows cannot be shown; use 0 or more.");
        mistakes.ThrowIfAny();

        var chosen = condition is null ? trials : trials.Where(condition.Holds);
        var ordered = keys.IsDefaultOrEmpty ? chosen : RowOrder.Apply(chosen, keys);
        var limited = Limit is { } limit ? ordered.Take(limit) : ordered;
        return new QueryTable(
            [.. columns.Select(field => new QueryColumn(field.Path))],
            [.. limited.Select(trial => columns.Select(field => field.Read(trial)).ToArray())]);
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
