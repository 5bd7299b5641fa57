using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NasFuse.Cli.Logs;

/// <summary>One event of a study's log, as a line for people.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Level"><c>information</c>, <c>warning</c>, <c>error</c> …</param>
/// <param name="Text">The message with its values.</param>
/// <param name="TrialNumber">The trial it is about, or null.</param>
internal sealed partial record LogLine(DateTimeOffset Time, string Level, string Text, int? TrialNumber)
{
    private const string UsualLevel = "information";

    /// <summary>Reads an event in Serilog's compact format; null for a line that is none, such as one that a crash cut off.</summary>
    public static LogLine? Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject written || (string?)written["@t"] is not { } time) return null;
            return new LogLine(
                DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), ((string?)written["@l"] ?? UsualLevel).ToLowerInvariant(), Render(written),
                (int?)written[nameof(TrialNumber)]);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary><c>03:12:05 warning  Trial 3 …</c>; the level where it is not the usual one.</summary>
    public override string ToString() => $"{Time.UtcDateTime:HH:mm:ss}  {(Level == UsualLevel ? "" : $"{Level}: ")}{Text}";

    /// <summary>Fills the template: formatted values were rendered when the event was written (<c>@r</c>), others stand under their names.</summary>
    private static string Render(JsonObject written)
    {
        if ((string?)written["@m"] is { } rendered) return rendered;
        var formatted = new Queue<string>((written["@r"] as JsonArray)?.Select(item => (string)item!) ?? []);
        var text = new StringBuilder(Tokens().Replace((string?)written["@mt"] ?? "", token =>
            token.Groups["format"].Success && formatted.TryDequeue(out var value) ? value : Value(written[token.Groups["name"].Value]) ?? token.Value));
        if ((string?)written["@x"] is { } exception) text.Append('\n').Append(exception);
        return text.ToString();
    }

    private static string? Value(JsonNode? value) => value switch
    {
        null => null,
        // How Serilog writes an entry of a dictionary that is not of the usual class.
        JsonObject entry when (string?)entry["Key"] is { } key && entry.ContainsKey("Value") => $"{key} {Value(entry["Value"])}",
        JsonObject members => string.Join(", ", members.Select(member => $"{member.Key} {Value(member.Value)}")),
        JsonArray items => string.Join(", ", items.Select(Value)),
        JsonValue number when number.TryGetValue(out long whole) => whole.ToString(CultureInfo.InvariantCulture),
        JsonValue number when number.TryGetValue(out double real) => real.ToString("G6", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    [GeneratedRegex(@"\{[@$]?(?<name>[A-Za-z0-9_]+)(?<format>:[^}]*)?\}")]
    private static partial Regex Tokens();
}
