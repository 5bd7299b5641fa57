using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.TestKit;

/// <summary>One broken version of a file.</summary>
/// <param name="Name">What was done to it, unique within its set.</param>
/// <param name="Content">The bytes.</param>
public sealed record FileMutation(string Name, byte[] Content)
{
    public override string ToString() => Name;
}

/// <summary>Breaks valid JSON files key by key in every way a person or a disk might; the same file always gives the same mutations.</summary>
public static class ConfigMutations
{
    private const string RawMark = "@raw@";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>JSON texts that take the place of a value; some are right for some keys.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "3.5", "1e9", "1e400", "99999999999999999999", "\"\"", "\"nonsense\"", "\"\\ud800\"", "\"\\u0000\"",
        "[]", "[[]]", "{}", "{\"a\":1}", "[1,2,3]", "NaN", "'single'", "01",
    ];

    /// <summary>All mutations of a JSON file: those of its keys and values, and those of any text.</summary>
    public static IEnumerable<FileMutation> OfJson(string text)
    {
        var root = JsonNode.Parse(text, documentOptions: Lenient)!;
        return PathsOf(root, []).SelectMany(path => AtPath(root, path)).Concat(TextMutations.Of(text));
    }

    private static IEnumerable<FileMutation> AtPath(JsonNode root, object[] path)
    {
        var name = string.Join('.', path);
        foreach (var value in Values) yield return Changed($"{name} = {value}", root, path, (parent, key) => Put(parent, key, value));
        yield return Changed($"{name} = long text", root, path, (parent, key) => Put(parent, key, $"\"{new string('x', 100_000)}\""));
        if (path[^1] is not string) yield break;
        yield return Changed($"{name} left out", root, path, (parent, key) => parent.AsObject().Remove((string)key));
        foreach (var misspelt in Misspellings((string)path[^1])) yield return Changed($"{name} spelt {misspelt}", root, path, (parent, key) => Rename(parent.AsObject(), (string)key, misspelt));
        yield return Changed($"{name} twice", root, path, (parent, key) => Rename(parent.AsObject(), (string)key, $"{key}\": 1, \"{key}"));
    }

    private static IEnumerable<string> Misspellings(string key) =>
    [
        key[..^1], key + "s", key.ToUpperInvariant(), key.Length > 2 ? $"{key[1]}{key[0]}{key[2..]}" : key + key, " " + key, new string('k', 100_000),
    ];

    private static FileMutation Changed(string name, JsonNode root, object[] path, Action<JsonNode, object> change)
    {
        var copy = root.DeepClone();
        var parent = path[..^1].Aggregate(copy, (node, key) => key is int index ? node[index]! : node[(string)key]!);
        change(parent, path[^1]);
        var text = copy.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return new FileMutation(name, Encoding.UTF8.GetBytes(InsertRaw(text)));
    }

    // JsonNode holds valid JSON only; what it cannot hold travels as a marked string and loses its marks and escapes in the text.
    private static void Put(JsonNode parent, object key, string json)
    {
        JsonNode value = JsonValue.Create($"{RawMark}{Convert.ToHexString(Encoding.UTF8.GetBytes(json))}{RawMark}");
        if (key is int index) parent.AsArray()[index] = value;
        else parent[(string)key] = value;
    }

    private static void Rename(JsonObject parent, string key, string rawKey)
    {
        var value = parent[key]?.DeepClone();
        parent.Remove(key);
        parent[$"{RawMark}{Convert.ToHexString(Encoding.UTF8.GetBytes($"\"{rawKey}\""))}{RawMark}"] = value;
    }

    private static string InsertRaw(string text)
    {
        var parts = text.Split(RawMark);
        for (var i = 1; i < parts.Length; i += 2)
        {
            parts[i] = Encoding.UTF8.GetString(Convert.FromHexString(parts[i]));
            parts[i - 1] = parts[i - 1][..^1];
            parts[i + 1] = parts[i + 1][1..];
        }
        return string.Concat(parts);
    }

    private static IEnumerable<object[]> PathsOf(JsonNode? node, object[] path)
    {
        IEnumerable<(object Key, JsonNode? Value)> children = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        return children.SelectMany(child => PathsOf(child.Value, [.. path, child.Key]).Prepend([.. path, child.Key]));
    }
}
