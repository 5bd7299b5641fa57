using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates.Expressions;

/// <summary>Reads conditions such as <c>depth == 2 and not (fusion in (add, mul))</c> by recursive descent.</summary>
/// <param name="choices">The choices that can be named, in the order of their indices.</param>
internal sealed partial class ExpressionReader(IReadOnlyList<TemplateChoice> choices)
{
    private const int MaxLength = 1000;
    private const int MaxDepth = 50;

    private List<string> _tokens = [];
    private int _next;
    private int _depth;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The text.</param>
    /// <param name="report">Takes error code and message of the first mistake.</param>
    /// <returns>The condition, or null when there was a mistake.</returns>
    public Expression? Read(string text, Action<string, string> report)
    {
        try
        {
            if (text.Length > MaxLength) throw new ExpressionException(ErrorCodes.OutOfRange, $"has more than {MaxLength} characters");
            _tokens = [.. Tokens().Matches(text).Select(match => match.Value)];
            _next = 0;
            var expression = ReadDisjunction();
            return Peek is null ? expression : throw Syntax($"nothing more was expected but {Excerpt.Quote(Peek)} follows");
        }
        catch (ExpressionException mistake)
        {
            report(mistake.Code, $"{Excerpt.Quote(text)}: {mistake.Message}");
            return null;
        }
    }

    private string? Peek => _next < _tokens.Count ? _tokens[_next] : null;

    private string Found => Peek is null ? "the end" : Excerpt.Quote(Peek);

    private Expression ReadDisjunction()
    {
        var left = ReadConjunction();
        while (TryTake("or")) left = new Disjunction(left, ReadConjunction());
        return left;
    }

    private Expression ReadConjunction()
    {
        var left = ReadNegation();
        while (TryTake("and")) left = new Conjunction(left, ReadNegation());
        return left;
    }

    private Expression ReadNegation()
    {
        if (++_depth > MaxDepth) throw Syntax($"has more than {MaxDepth} conditions inside each other");
        var expression = TryTake("not") ? new Negation(ReadNegation()) : TryTake("(") ? ReadRest() : ReadComparison();
        _depth--;
        return expression;

        Expression ReadRest()
        {
            var inner = ReadDisjunction();
            Expect(")");
            return inner;
        }
    }

    private Expression ReadComparison()
    {
        var left = ReadWord();
        if (TryTake("in")) return Comparisons.In(ChoiceOf(left) ?? throw Unknown(left), ReadList());
        if (Peek is not { } comparison || !Comparisons.Known.Contains(comparison))
            throw Syntax($"expected a comparison ({string.Join(' ', Comparisons.Known)} or in) behind {Excerpt.Quote(left)} but found {Found}");
        _next++;
        var right = ReadWord();
        return (ChoiceOf(left), ChoiceOf(right)) switch
        {
            ({ } first, { } second) => Comparisons.Between(first, comparison, second),
            ({ } choice, null) => Comparisons.With(choice, comparison, Literal(right)),
            (null, { } choice) => Comparisons.With(choice, Comparisons.Mirror(comparison), Literal(left)),
            _ => throw Unknown(left),
        };
    }

    private List<string> ReadList()
    {
        Expect("(");
        List<string> items = [Literal(ReadWord())];
        while (TryTake(",")) items.Add(Literal(ReadWord()));
        Expect(")");
        return items;
    }

    private string ReadWord()
    {
        if (Peek is not { } token || !Word().IsMatch(token) || token is "and" or "or" or "not" or "in")
            throw Syntax($"expected a choice or an option but found {Found}");
        _next++;
        return token;
    }

    private NumberedChoice? ChoiceOf(string word)
    {
        var index = choices.ToList().FindIndex(choice => choice.Name == word);
        return index < 0 ? null : new NumberedChoice(index, choices[index]);
    }

    private ExpressionException Unknown(string word) => new(
        ErrorCodes.UnknownName, $"unknown choice {Excerpt.Quote(word)}. {NearestName.Hint(Excerpt.Of(word), [.. choices.Select(choice => choice.Name)])}");

    private static string Literal(string word) => word.StartsWith('\'') ? word[1..^1] : word;

    private bool TryTake(string token)
    {
        if (Peek != token) return false;
        _next++;
        return true;
    }

    private void Expect(string token)
    {
        if (!TryTake(token)) throw Syntax($"expected '{token}' but found {Found}");
    }

    private static ExpressionException Syntax(string message) => new(ErrorCodes.ArchitectureSyntax, message);

    [GeneratedRegex(@"'[^']*'|[A-Za-z0-9_.|+/-]+|==|!=|<=|>=|[^\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^(?:'[^']*'|[A-Za-z0-9_.|+/-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

/// <summary>A choice with its index.</summary>
internal sealed record NumberedChoice(int Index, TemplateChoice Choice)
{
    public ImmutableArray<string> Options => Choice.Options;
}

/// <summary>A mistake in a condition.</summary>
internal sealed class ExpressionException(string code, string message) : Exception(message)
{
    public string Code => code;
}
