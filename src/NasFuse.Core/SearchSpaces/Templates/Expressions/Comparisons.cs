using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates.Expressions;

/// <summary>Turns comparisons into the options they accept.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<string> Known { get; } = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>The comparison with its sides swapped.</summary>
    public static string Mirror(string comparison) => comparison switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => comparison,
    };

    /// <exception cref="ExpressionException">The options cannot be compared so.</exception>
    public static Expression With(NumberedChoice choice, string comparison, string literal)
    {
        if (IsEquality(comparison)) CheckOption(choice, literal);
        return new Among(choice.Index, [.. choice.Options.Select(option => Holds(option, comparison, literal, choice))]);
    }

    /// <exception cref="ExpressionException">One of them is no option.</exception>
    public static Expression In(NumberedChoice choice, List<string> literals)
    {
        foreach (var literal in literals) CheckOption(choice, literal);
        return new Among(choice.Index, [.. choice.Options.Select(literals.Contains)]);
    }

    /// <exception cref="ExpressionException">The options cannot be compared so.</exception>
    public static Expression Between(NumberedChoice first, string comparison, NumberedChoice second) => new PairAmong(
        first.Index, second.Index,
        [.. first.Options.Select(one => second.Options.Select(other => Holds(one, comparison, other, first, second)).ToImmutableArray())]);

    private static bool Holds(string left, string comparison, string right, params NumberedChoice[] choices) => comparison switch
    {
        "==" => left == right,
        "!=" => left != right,
        "<" => Number(left, choices) < Number(right, choices),
        "<=" => Number(left, choices) <= Number(right, choices),
        ">" => Number(left, choices) > Number(right, choices),
        _ => Number(left, choices) >= Number(right, choices),
    };

    private static bool IsEquality(string comparison) => comparison is "==" or "!=";

    private static double Number(string text, NumberedChoice[] choices) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new ExpressionException(
            ErrorCodes.WrongType,
            $"{Excerpt.Quote(text)} is no number, so that {string.Join(" and ", choices.Select(choice => choice.Choice.Name))} can only be compared by == and !=");

    private static void CheckOption(NumberedChoice choice, string literal)
    {
        if (!choice.Options.Contains(literal))
            throw new ExpressionException(
                ErrorCodes.UnknownName,
                $"{Excerpt.Quote(literal)} is no option of '{choice.Choice.Name}'. {NearestName.Hint(Excerpt.Of(literal), choice.Options)}");
    }
}
