namespace NasFuse.Storage.Queries.Parsing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A field's name or a keyword.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A comparison, a parenthesis or a comma.</summary>
    Symbol,

    /// <summary>The end of the input.</summary>
    End,
}

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The name, symbol, or content of the text.</param>
/// <param name="Value">The value of a number or text.</param>
/// <param name="Column">1-based column.</param>
internal readonly record struct Token(TokenKind Kind, string Text, QueryValue Value, int Column)
{
    /// <summary>True for this keyword, in any case.</summary>
    public bool IsKeyword(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for this symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>As named in messages.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
