using System.Text;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>Cuts an expression into tokens.</summary>
/// <remarks>
/// Names: a letter or underscore, then letters, digits, underscores; after the first dot also <c>/</c>, <c>-</c> and <c>@</c>; a part in quotes may hold
/// anything (<c>classIou."road marking"</c>). Numbers: <c>12</c>, <c>1_000_000</c>, <c>0.5</c>, <c>-3</c>, <c>1e6</c>. Texts: <c>'x'</c> or
/// <c>"x"</c>; a doubled quote stands for itself.
/// </remarks>
/// <param name="option">Option that the expression was given with, as named in messages.</param>
/// <param name="source">The expression.</param>
internal sealed class Lexer(string option, string source)
{
    private static readonly string[] Symbols = ["<=", ">=", "==", "!=", "<>", "<", ">", "=", "(", ")", ",", "*"];

    private int _at;

    /// <summary>All tokens, the last one <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="UserErrorException">Something is no token.</exception>
    public List<Token> All()
    {
        var tokens = new List<Token>();
        do tokens.Add(Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char Current => _at < source.Length ? source[_at] : '\0';

    private char Following => _at + 1 < source.Length ? source[_at + 1] : '\0';

    private Token Next()
    {
        while (char.IsWhiteSpace(Current)) _at++;
        var start = _at;
        if (start == source.Length) return new Token(TokenKind.End, "", QueryValue.Null, start + 1);
        if (IsNameStart(Current)) return new Token(TokenKind.Word, Name(), QueryValue.Null, start + 1);
        if (Current is '\'' or '"') return Text();
        if (char.IsAsciiDigit(Current) || (Current is '-' or '.' && char.IsAsciiDigit(Following))) return Number();
        return Symbol();
    }

    private string Name()
    {
        var name = new StringBuilder();
        while (IsNamePart(Current)) name.Append(source[_at++]);
        while (Current == '.')
        {
            name.Append(source[_at++]);
            if (Current is '\'' or '"') name.Append(Quoted());
            else while (IsNamePart(Current) || Current is '/' or '-' or '@') name.Append(source[_at++]);
        }

        return name.ToString();
    }

    private Token Text()
    {
        var start = _at;
        var text = Quoted();
        return new Token(TokenKind.Text, text, QueryValue.Of(text), start + 1);
    }

    private string Quoted()
    {
        var start = _at;
        var quote = source[_at++];
        var text = new StringBuilder();
        for (; _at < source.Length; _at++)
        {
            if (Current == quote && Following != quote)
            {
                _at++;
                return text.ToString();
            }

            if (Current == quote) _at++;
            text.Append(Current);
        }

        throw Error(start, $"the text that begins with {quote} has no closing {quote}.");
    }

    private Token Number()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '.'
            || (Current is '-' or '+' && (_at == start || source[_at - 1] is 'e' or 'E'))) _at++;
        var text = source[start.._at];
        return QueryValue.ParseNumber(text.Replace("_", "", StringComparison.Ordinal)) is { } value
            ? new Token(TokenKind.Number, text, value, start + 1)
            : throw Error(start, $"'{text}' is no number. Numbers look like 12, 1_000_000, 0.5 or 1e6, without a unit; texts stand in quotes.");
    }

    private Token Symbol()
    {
        var start = _at;
        var symbol = Symbols.FirstOrDefault(candidate => string.CompareOrdinal(source, start, candidate, 0, candidate.Length) == 0)
            ?? throw Error(start, $"'{source[start]}' has no meaning here.");
        _at += symbol.Length;
        return new Token(TokenKind.Symbol, symbol, QueryValue.Null, start + 1);
    }

    private UserErrorException Error(int at, string message) => QueryError.At(option, source, at + 1, message);

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
