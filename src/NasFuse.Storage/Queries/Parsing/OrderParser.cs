using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>One thing rows are ordered by.</summary>
internal sealed record OrderKey(Func<Trial, QueryValue> Read, bool Descending);

/// <summary>Reads what stands after <c>--order</c>: names of fields, each with <c>asc</c> (the default) or <c>desc</c>, separated by commas.</summary>
internal static class OrderParser
{
    /// <summary>The keys, the most important first.</summary>
    /// <exception cref="UserErrorException">A name is unknown or a comma is missing.</exception>
    public static ImmutableArray<OrderKey> Parse(string source, TrialFields fields)
    {
        var tokens = new TokenReader("--order", source);
        var keys = new List<OrderKey>();
        do keys.Add(Key(tokens, fields));
        while (tokens.TrySymbol(","));
        tokens.ExpectEnd("'asc', 'desc', ','");
        return [.. keys];
    }

    private static OrderKey Key(TokenReader tokens, TrialFields fields)
    {
        var field = tokens.ExpectField(fields);
        var descending = tokens.TryKeyword("desc");
        if (!descending) tokens.TryKeyword("asc");
        return new OrderKey(field.Kind == FieldKind.Label ? trial => NumberIfItSaysOne(field.Read(trial)) : field.Read, descending);
    }

    private static QueryValue NumberIfItSaysOne(QueryValue label) => label.Text is { } text ? QueryValue.ParseNumber(text) ?? label : label;
}
