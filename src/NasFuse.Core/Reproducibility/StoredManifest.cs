using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Reproducibility;

/// <summary>Takes a stored manifest apart; what is missing or not of its kind is named by its key.</summary>
/// <param name="file">Name for error messages.</param>
/// <param name="json">As stored.</param>
internal sealed class StoredManifest(string file, JsonObject json)
{
    public LoadedStudy Study() => StudyFile.FromResolved(file, Read("config", node => node.AsObject()));

    public ReferencePoint Reference() => new([.. Read("reference.ideal", Numbers)], [.. Read("reference.worst", Numbers)]);

    public DataFacts Data() => new(
        Read("data.name", Text), Read("data.fingerprint", Text), Read("data.classes", Texts), Read("data.mean", Numbers), Read("data.standardDeviation", Numbers))
    {
        // Studies that were begun before colours were kept have none.
        Colours = json["data"]!["colours"] is null ? [] : Read("data.colours", Texts),
    };

    private T Read<T>(string path, Func<JsonNode, T> read)
    {
        try
        {
            JsonNode? node = json;
            foreach (var key in path.Split('.')) node = node?.AsObject()[key];
            return node is null ? throw Damaged(path, "is missing from") : read(node);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
        {
            throw Damaged(path, "is of another kind than it should be in");
        }
    }

    private UserErrorException Damaged(string path, string problem) => new(new SourcePlace(file), ErrorCodes.CorruptFile,
        $"'{path}' {problem} the manifest that is stored with this study; the record is damaged or was changed. Take a backup of it, or begin the study anew");

    private static string Text(JsonNode node) => node.GetValue<string>();

    private static string[] Texts(JsonNode node) => [.. node.AsArray().Select(text => Given(text).GetValue<string>())];

    private static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(number => (double)Given(number))];

    private static JsonNode Given(JsonNode? node) => node ?? throw new FormatException("null");
}
