using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Queries.Groups;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>Reads what stands after <c>--group-by</c>, and <c>--select</c> where it asks about groups: <c>count, mean(objectives.miou)</c>.</summary>
internal static partial class GroupParser
{
    /// <summary>True when what is selected asks about groups: a function, or <c>count</c>.</summary>
    public static bool AsksAboutGroups(string? select) => select is not null && Call().IsMatch(select);

    /// <summary>The fields to group by, each once.</summary>
    /// <exception cref="UserErrorException">A name is unknown or a comma is missing.</exception>
    public static ImmutableArray<TrialField> ParseKeys(string source, TrialFields fields)
    {
        var tokens = new TokenReader("--group-by", source);
        var keys = new List<TrialField>();
        do keys.Add(tokens.ExpectField(fields));
        while (tokens.TrySymbol(","));
        tokens.ExpectEnd("','");
        return [.. keys.DistinctBy(field => field.Name)];
    }

    /// <summary>What is asked about each group; fields that are grouped by may be named too.</summary>
    /// <exception cref="UserErrorException">A function or name is unknown, or a field is neither grouped by nor in a function.</exception>
    public static ImmutableArray<Aggregate> ParseAggregates(string source, TrialFields fields, ImmutableArray<TrialField> keys)
    {
        var tokens = new TokenReader("--select", source);
        var aggregates = new List<Aggregate>();
        do
        {
            if (Item(tokens, fields, keys) is { } aggregate) aggregates.Add(aggregate);
        }
        while (tokens.TrySymbol(","));
        tokens.ExpectEnd("','");
        return [.. aggregates.DistinctBy(aggregate => aggregate.Name)];
    }

    private static Aggregate? Item(TokenReader tokens, TrialFields fields, ImmutableArray<TrialField> keys)
    {
        var word = tokens.Peek;
        if (word.Kind != TokenKind.Word) throw tokens.Error(word, $"expected a function such as 'mean' or a field, found {word.Shown}.");
        tokens.Take();
        if (!tokens.TrySymbol("(")) return word.IsKeyword(Aggregate.Count) ? new Aggregate(Aggregate.Count, null) : Grouped(tokens, word, fields, keys);
        if (!Aggregate.Functions.Contains(word.Text, StringComparer.OrdinalIgnoreCase))
            throw tokens.Error(word, $"there is no function '{word.Text}'. {NearestName.Hint(word.Text, Aggregate.Functions)}");
        var place = tokens.Peek;
        var aggregate = new Aggregate(word.Text, tokens.ExpectField(fields));
        if (aggregate.NeedsNumbers && aggregate.Field!.Kind is FieldKind.Text or FieldKind.Names)
            throw tokens.Error(place, $"the text field '{aggregate.Field!.Name}' has no {word.Text}.");
        tokens.ExpectSymbol(")", "to close the parenthesis");
        return aggregate;
    }

    private static Aggregate? Grouped(TokenReader tokens, Token word, TrialFields fields, ImmutableArray<TrialField> keys)
    {
        var field = tokens.Resolve(word, fields);
        return keys.Any(key => key.Name == field.Name) ? null
            : throw tokens.Error(word, $"'{field.Name}' is neither grouped by nor in a function: write mean({field.Name}), or add it to --group-by.");
    }

    [GeneratedRegex(@"(?<![\w./'""-])(count\b(?!\.)|\w+\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex Call();
}
