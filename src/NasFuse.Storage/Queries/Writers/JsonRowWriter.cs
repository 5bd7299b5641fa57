using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Storage.Queries.Writers;

/// <summary>A JSON array with one object per line; <c>objectives.miou</c> becomes <c>"objectives":{"miou":…}</c>.</summary>
/// <remarks>A missing value is null; inside a nested object it is left out. JSON has no NaN and infinities: they become null.</remarks>
public sealed class JsonRowWriter : RowWriter
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JsonRows.Encoder };

    /// <inheritdoc/>
    public override void Write(QueryRows rows, TextWriter output) => WriteLines(output, JsonRows.Of(rows));

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
}
