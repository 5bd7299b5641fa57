using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NasFuse.Storage.Queries.Writers;

/// <summary>Rows as JSON objects, one text each: <c>objectives.miou</c> becomes <c>"objectives":{"miou":…}</c>.</summary>
internal static class JsonRows
{
    /// <summary>Written to files and terminals, not into HTML: ü may stay ü.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>One object per row, without line feeds.</summary>
    public static IEnumerable<string> Of(QueryRows rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder });
        var members = Enumerable.Range(0, rows.Columns.Count).GroupBy(index => rows.Columns[index].Path[0], StringComparer.Ordinal)
            .Select(member => (member.Key, Columns: member.ToArray())).ToArray();
        foreach (var row in rows.Rows)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            foreach (var (name, columns) in members) WriteMember(json, rows.Columns, row, name, columns, depth: 0);
            json.WriteEndObject();
            json.Flush();
            yield return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
    }

    private static void WriteMember(Utf8JsonWriter json, IReadOnlyList<QueryColumn> all, IReadOnlyList<QueryValue> row, string name, int[] columns, int depth)
    {
        if (all[columns[0]].Path.Count == depth + 1)
        {
            if (depth == 0 || !row[columns[0]].IsNull) WriteValue(json, name, row[columns[0]]);
            return;
        }

        json.WriteStartObject(name);
        foreach (var member in columns.GroupBy(column => all[column].Path[depth + 1], StringComparer.Ordinal))
            WriteMember(json, all, row, member.Key, [.. member], depth + 1);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, QueryValue value)
    {
        json.WritePropertyName(name);
        if (value.Text is { } text) json.WriteStringValue(text);
        else if (value.Whole is { } whole) json.WriteRawValue(whole.ToString());
        else if (double.IsFinite(value.Real)) json.WriteNumberValue(value.Real);
        else json.WriteNullValue();
    }
}
