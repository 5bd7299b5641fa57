using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>One thing rows are ordered by.</summary>
internal sealed record OrderKey(Func<TrialRow, QueryValue> Read, bool Descending);

/// <summary>Reads what stands after <c>--order</c>: names of fields, each with <c>asc</c> (the default) or <c>desc</c>, separated by commas.</summary>
internal static class OrderParser
{
    /// <summary>The keys, the most important first.</summary>
    /// <exception cref="UserErrorException">A name is unknown or a comma is missing.</exception>
    public static ImmutableArray<OrderKey> Parse(string source, TrialFields fields) => Parse(source, tokens => Key(tokens.ExpectField(fields)))
        .ConvertAll(key => new OrderKey(key.What, key.Descending)).ToImmutableArray();

    /// <summary>Indices of the columns of groups, the most important first.</summary>
    /// <exception cref="UserErrorException">A column is unknown or a comma is missing.</exception>
    public static ImmutableArray<(int Column, bool Descending)> ParseColumns(string source, IReadOnlyList<string> columns) =>
        [.. Parse(source, tokens => Column(tokens, columns))];

    private static List<(T What, bool Descending)> Parse<T>(string source, Func<TokenReader, T> readOne)
    {
        var tokens = new TokenReader("--order", source);
        var keys = new List<(T, bool)>();
        do
        {
            var what = readOne(tokens);
            var descending = tokens.TryKeyword("desc");
            if (!descending) tokens.TryKeyword("asc");
            keys.Add((what, descending));
        }
        while (tokens.TrySymbol(","));
        tokens.ExpectEnd("'asc', 'desc', ','");
        return keys;
    }

    private static Func<TrialRow, QueryValue> Key(TrialField field) =>
        field.Kind == FieldKind.Label ? row => NumberIfItSaysOne(field.Read(row)) : field.Read;

    private static int Column(TokenReader tokens, IReadOnlyList<string> columns)
    {
        var first = tokens.Take();
        var name = tokens.TrySymbol("(") ? $"{first.Text}({tokens.Take().Text})" : first.Text;
        if (name.EndsWith(')')) tokens.ExpectSymbol(")", "to close the parenthesis");
        var index = columns.ToList().FindIndex(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw tokens.Error(first, $"groups have no column '{name}'. {NearestName.Hint(name, [.. columns])}");
    }

    private static QueryValue NumberIfItSaysOne(QueryValue label) => label.Text is { } text ? QueryValue.ParseNumber(text) ?? label : label;
}
