namespace NasFuse.Storage.Queries.Parsing;

/// <summary>How names and texts are written in queries.</summary>
internal static class FieldText
{
    /// <summary>The name of a field, with quotes around a part that needs them.</summary>
    public static string Of(TrialField field) =>
        field.Path is [var family, var member] && !IsPlain(member) ? $"{family}.{Quoted(member)}" : field.Name;

    /// <summary>A text in quotes, those in it doubled.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '/' or '-' or '.' or '@');
}
