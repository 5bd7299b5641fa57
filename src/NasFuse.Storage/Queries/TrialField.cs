namespace NasFuse.Storage.Queries;

/// <summary>What a field holds, so that nonsense is refused before any row is read.</summary>
internal enum FieldKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Labels of choices: texts that may say a number, compared as a number with numbers and as a text with texts.</summary>
    Label,

    /// <summary>Several names, separated by blanks; tests of texts ask whether one of them fits, <c>contains</c> also without its options.</summary>
    Names,
}

/// <summary>A field of a row: its name as written in queries and how it is read from a trial.</summary>
/// <param name="Path">Name in its parts: <c>number</c>, or <c>objectives</c> and <c>miou</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Read">Its value in a trial.</param>
internal sealed record TrialField(IReadOnlyList<string> Path, FieldKind Kind, Func<TrialRow, QueryValue> Read)
{
    /// <summary>Name as written in queries, e.g. <c>objectives.miou</c>.</summary>
    public string Name => string.Join('.', Path);
}
