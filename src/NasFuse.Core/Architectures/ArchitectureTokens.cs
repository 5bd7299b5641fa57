using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Architectures;

/// <summary>Reads one text token by token and reports what does not follow the grammar at its place.</summary>
/// <param name="text">What to read; white space between tokens means nothing.</param>
/// <param name="placeAt">Place of a 0-based index into the text.</param>
/// <param name="errors">Takes the mistakes.</param>
internal sealed class ArchitectureTokens(string text, Func<int, SourcePlace> placeAt, DiagnosticBag errors)
{
    /// <summary>Ends the reading of a text after a syntax error, which is reported already.</summary>
    public sealed class SyntaxException : Exception;

    /// <summary>Longest name or value: longer ones are no names, and nobody could read the message about them.</summary>
    private const int LongestToken = 200;

    /// <summary>Index of the next character.</summary>
    public int Position { get; set; }

    public (string Text, SourcePlace Place) Identifier(string what)
    {
        SkipSpace();
        if (Position < text.Length && !char.IsAsciiLetter(text[Position])) throw Fail($"expected {what} (a letter first) but found {Found()}");
        return Take(c => char.IsAsciiLetterOrDigit(c) || c == '_', what);
    }

    public (string Text, SourcePlace Place) Take(Func<char, bool> accepts, string what)
    {
        SkipSpace();
        var start = Position;
        while (Position < text.Length && accepts(text[Position])) Position++;
        if (Position == start) throw Fail($"expected {what} but found {Found()}");
        if (Position - start <= LongestToken) return (text[start..Position], placeAt(start));
        Position = start;
        throw Fail($"expected {what} of at most {LongestToken} characters");
    }

    /// <summary>The id of a node and, behind a dot, the name of one of its secondary outputs.</summary>
    public (string Id, string? Port, SourcePlace Place) Origin()
    {
        var (id, place) = Identifier("the id of an input");
        return (id, TryTake('.') ? Identifier("the name of a port").Text : null, place);
    }

    public bool TryTake(char c)
    {
        SkipSpace();
        if (!At(c)) return false;
        Position++;
        return true;
    }

    public void Expect(string token, string where)
    {
        SkipSpace();
        if (!text.AsSpan(Position).StartsWith(token, StringComparison.Ordinal)) throw Fail($"expected '{token}' {where} but found {Found()}");
        Position += token.Length;
    }

    public void ExpectEnd()
    {
        SkipSpace();
        if (Position < text.Length) throw Fail($"nothing more was expected but {Excerpt.Quote(text[Position..].Trim())} follows");
    }

    /// <summary>True when the next token begins with <paramref name="c"/>.</summary>
    public bool IsNext(char c)
    {
        SkipSpace();
        return At(c);
    }

    public void Report(SourcePlace place, string code, string message) => errors.Add(place, code, message);

    private SyntaxException Fail(string message)
    {
        Report(placeAt(Position), ErrorCodes.ArchitectureSyntax, message);
        return new SyntaxException();
    }

    private string Found() => Position < text.Length ? Excerpt.Quote(text[Position].ToString()) : "the end";

    private bool At(char c) => Position < text.Length && text[Position] == c;

    private void SkipSpace()
    {
        while (Position < text.Length && char.IsWhiteSpace(text[Position])) Position++;
    }
}
