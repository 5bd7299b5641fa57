using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>Reads what stands after <c>--select</c>: names of fields or families separated by commas; <c>*</c> stands for all usual fields.</summary>
internal static class SelectParser
{
    /// <summary>The fields in the order they were written, each once.</summary>
    /// <exception cref="UserErrorException">A name is unknown or a comma is missing.</exception>
    public static ImmutableArray<TrialField> Parse(string source, TrialFields fields)
    {
        var tokens = new TokenReader("--select", source);
        var selected = new List<TrialField>();
        do selected.AddRange(Item(tokens, fields));
        while (tokens.TrySymbol(","));
        tokens.ExpectEnd("','");
        return [.. selected.DistinctBy(field => field.Name)];
    }

    private static ImmutableArray<TrialField> Item(TokenReader tokens, TrialFields fields)
    {
        if (tokens.TrySymbol("*")) return fields.Default();
        if (tokens.Peek.Kind != TokenKind.Word || fields.Family(tokens.Peek.Text) is not { } family) return [tokens.ExpectField(fields)];
        tokens.Take();
        return family;
    }
}
