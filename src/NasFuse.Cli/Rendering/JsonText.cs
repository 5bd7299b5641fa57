using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Cli.Rendering;

/// <summary>JSON for people and programs: what fits on a line stays on it, the rest is indented.</summary>
internal static class JsonText
{
    private const int LineWidth = 240;

    /// <summary>Down to this depth a list of objects is a table and gets a line per row.</summary>
    private const int TableDepth = 2;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, ending with a line feed.</summary>
    public static string Of(JsonNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0, alone: true);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth, bool alone = false)
    {
        var line = OnOneLine(node);
        var fits = !alone && line.Length + 2 * depth <= LineWidth && !(depth <= TableDepth && IsTable(node));
        if (node is not (JsonObject or JsonArray) || fits) text.Append(line);
        else if (node is JsonObject members) AppendItems(text, '{', members, '}', depth, member => text.Append(Key(member.Key)), member => member.Value);
        else AppendItems(text, '[', node.AsArray(), ']', depth, _ => { }, item => item);
    }

    private static bool IsTable(JsonNode? node) => node is JsonArray { Count: > 1 } rows && rows.All(row => row is JsonObject);

    private static string Key(string name) => JsonSerializer.Serialize(name, s_plain) + ": ";

    private static void AppendItems<T>(
        StringBuilder text, char open, ICollection<T> items, char close, int depth, Action<T> appendKey, Func<T, JsonNode?> valueOf)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator).Append('\n').Append(' ', 2 * (depth + 1));
            appendKey(item);
            Append(text, valueOf(item), depth + 1);
            separator = ",";
        }
        if (items.Count > 0) text.Append('\n').Append(' ', 2 * depth);
        text.Append(close);
    }

    private static string OnOneLine(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => $"{{ {string.Join(", ", members.Select(member => Key(member.Key) + OnOneLine(member.Value)))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(OnOneLine))}]",
        _ => node?.ToJsonString(s_plain) ?? "null",
    };
}
