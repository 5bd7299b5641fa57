using System.Collections.Immutable;
using LiteDB;

namespace NasFuse.Storage.Documents;

/// <summary>Dictionaries with names that a person or a space chose: metrics, classes, choices.</summary>
/// <remarks>
/// Kept as a document, so that SQL finds <c>objectives.miou</c>. Field names of documents differ by more than case and hold no NUL;
/// a dictionary that breaks this is kept as an array of pairs instead, because nothing may be lost.
/// </remarks>
internal static class NamedValues
{
    public static BsonValue Write<T>(IReadOnlyDictionary<string, T> values, Func<T, BsonValue> write) =>
        FitsDocument(values.Keys)
            ? new BsonDocument(values.ToDictionary(pair => pair.Key, pair => write(pair.Value), StringComparer.OrdinalIgnoreCase))
            : new BsonArray(values.Select(pair => new BsonArray(pair.Key, write(pair.Value))));

    public static ImmutableSortedDictionary<string, T> Read<T>(BsonValue stored, Func<BsonValue, T> read) =>
        stored.IsDocument
            ? stored.AsDocument.ToImmutableSortedDictionary(pair => pair.Key, pair => read(pair.Value), StringComparer.Ordinal)
            : stored.AsArray.ToImmutableSortedDictionary(pair => pair[0].AsString, pair => read(pair[1]), StringComparer.Ordinal);

    private static bool FitsDocument(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return names.All(name => name.Length > 0 && !name.Contains('\0') && seen.Add(name));
    }
}
