
namespace NasFuse.Storage.Queries.Parsing;

/// <summary>One side of a comparison.</summary>
/// <param name="Token">Where it stands.</param>
/// <param name="Kind">What it holds; null for the literal <c>null</c>.</param>
/// <param name="Read">Its value for a row.</param>
/// <param name="IsField">True for a field, false for a literal.</param>
internal sealed record Operand(Token Token, FieldKind? Kind, Func<TrialRow, QueryValue> Read, bool IsField)
{
    /// <summary>A number, text or null as written.</summary>
    public static Operand Literal(Token token, FieldKind? kind) => new(token, kind, _ => token.Value, IsField: false);

    /// <summary>A field.</summary>
    public static Operand Field(Token token, TrialField field) => new(token, field.Kind, field.Read, IsField: true) { Written = FieldText.Of(field) };

    /// <summary>As it can be written in a query.</summary>
    public string Written { get; private init; } = Token.Kind == TokenKind.Text ? FieldText.Quoted(Token.Text) : Token.Text;

    /// <summary>True when it can stand beside numbers.</summary>
    public bool MayBeNumber => Kind is FieldKind.Number or FieldKind.Label;

    /// <summary>True when it can stand beside texts.</summary>
    public bool MayBeText => Kind is FieldKind.Text or FieldKind.Label or FieldKind.Names;

    /// <summary>Its value as a number: a label says one or is missing.</summary>
    public Func<TrialRow, QueryValue> ReadNumber =>
        Kind == FieldKind.Label ? row => Read(row).Text is { } label ? QueryValue.ParseNumber(label) ?? QueryValue.Null : QueryValue.Null : Read;

    /// <summary>As named in messages.</summary>
    public string Shown => (IsField, Kind) switch
    {
        (_, null) => "null",
        (true, FieldKind.Number) => $"the number field '{Token.Text}'",
        (true, _) => $"the text field '{Token.Text}'",
        (false, FieldKind.Number) => $"the number {Token.Text}",
        _ => $"the text '{Token.Text}'",
    };
}
