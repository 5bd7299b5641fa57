using NasFuse.Core.Diagnostics;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>Walks over the tokens of one expression. Not thread-safe.</summary>
internal sealed class TokenReader(string option, string source)
{
    private readonly List<Token> _tokens = new Lexer(option, source).All();
    private int _at;

    /// <summary>The token that comes next.</summary>
    public Token Peek => _tokens[_at];

    /// <summary>The token that comes next, which is then behind.</summary>
    public Token Take() => _tokens[_at].Kind == TokenKind.End ? _tokens[_at] : _tokens[_at++];

    /// <summary>Goes past the keyword if it comes next.</summary>
    public bool TryKeyword(string keyword) => TryTake(Peek.IsKeyword(keyword));

    /// <summary>Goes past the symbol if it comes next.</summary>
    public bool TrySymbol(string symbol) => TryTake(Peek.IsSymbol(symbol));

    /// <summary>Goes past a token that must come.</summary>
    public void ExpectSymbol(string symbol, string purpose)
    {
        if (!TrySymbol(symbol)) throw Error(Peek, $"expected '{symbol}' {purpose}, found {Peek.Shown}.");
    }

    /// <summary>Everything must have been read.</summary>
    public void ExpectEnd(string otherwise)
    {
        if (Peek.Kind != TokenKind.End) throw Error(Peek, $"expected {otherwise} or the end, found {Peek.Shown}.");
    }

    /// <summary>The name of a field must come.</summary>
    public TrialField ExpectField(TrialFields fields)
    {
        if (Peek.Kind != TokenKind.Word) throw Error(Peek, $"expected the name of a field, found {Peek.Shown}.");
        return Resolve(Take(), fields);
    }

    /// <summary>The field that a word names.</summary>
    public TrialField Resolve(Token word, TrialFields fields, string note = "") =>
        fields.Find(word.Text) ?? throw Error(word, $"there is no field '{word.Text}'. {fields.Hint(word.Text)}{note}");

    /// <summary>A mistake at a token.</summary>
    public UserErrorException Error(Token token, string message) => QueryError.At(option, source, token.Column, message);

    private bool TryTake(bool isThere)
    {
        if (isThere) Take();
        return isThere;
    }
}
