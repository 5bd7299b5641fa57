using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>One side of a comparison.</summary>
/// <param name="Token">Where it stands.</param>
/// <param name="Kind">What it holds; null for the literal <c>null</c>.</param>
/// <param name="Read">Its value for a trial.</param>
/// <param name="IsField">True for a field, false for a literal.</param>
internal sealed record Operand(Token Token, FieldKind? Kind, Func<Trial, QueryValue> Read, bool IsField)
{
    /// <summary>A number, text or null as written.</summary>
    public static Operand Literal(Token token, FieldKind? kind) => new(token, kind, _ => token.Value, IsField: false);

    /// <summary>A field.</summary>
    public static Operand Field(Token token, TrialField field) => new(token, field.Kind, field.Read, IsField: true);

    /// <summary>True when it can stand beside numbers.</summary>
    public bool MayBeNumber => Kind is FieldKind.Number or FieldKind.Label;

    /// <summary>True when it can stand beside texts.</summary>
    public bool MayBeText => Kind is FieldKind.Text or FieldKind.Label;

    /// <summary>Its value as a number: a label says one or is missing.</summary>
    public Func<Trial, QueryValue> ReadNumber =>
        Kind == FieldKind.Label ? trial => Read(trial).Text is { } label ? QueryValue.ParseNumber(label) ?? QueryValue.Null : QueryValue.Null : Read;

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
