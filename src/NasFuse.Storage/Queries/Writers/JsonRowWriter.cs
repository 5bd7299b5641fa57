using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Storage.Queries.Writers;

/// <summary>A JSON array with one object per line; <c>objectives.miou</c> becomes <c>"objectives":{"miou":…}</c>.</summary>
/// <remarks>A missing value is null; inside a nested object it is left out. JSON has no NaN and infinities: they become null.</remarks>
public sealed class JsonRowWriter : RowWriter
{
    // Written to files and terminals, not into HTML: ü may stay ü.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonSerializerOptions Options = new() { Encoder = Encoder };

    /// <inheritdoc/>
    public override void Write(QueryTable table, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder });
        var members = Enumerable.Range(0, table.Columns.Count).GroupBy(index => table.Columns[index].Path[0], StringComparer.Ordinal).ToList();
        WriteLines(output, table.Rows.Select(row =>
        {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            foreach (var member in members) WriteMember(json, table, row, member.Key, [.. member], depth: 0);
            json.WriteEndObject();
            json.Flush();
            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }));
    }

    /// <summary>Writes rows that are JSON objects already.</summary>
    public static void WriteObjects(IEnumerable<JsonObject> rows, TextWriter output) => WriteLines(output, rows.Select(row => row.ToJsonString(Options)));

    private static void WriteLines(TextWriter output, IEnumerable<string> objects)
    {
        var separator = "[\n";
        foreach (var line in objects)
        {
            output.Write(separator);
            output.Write(line);
            separator = ",\n";
        }

        output.Write(separator == "[\n" ? "[]\n" : "\n]\n");
    }

    private static void WriteMember(Utf8JsonWriter json, QueryTable table, IReadOnlyList<QueryValue> row, string name, int[] columns, int depth)
    {
        if (table.Columns[columns[0]].Path.Count == depth + 1)
        {
            if (depth == 0 || !row[columns[0]].IsNull) WriteValue(json, name, row[columns[0]]);
            return;
        }

        json.WriteStartObject(name);
        foreach (var member in columns.GroupBy(column => table.Columns[column].Path[depth + 1], StringComparer.Ordinal))
            WriteMember(json, table, row, member.Key, [.. member], depth + 1);
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
