using System.Text.Json.Nodes;
using LiteDB;

namespace NasFuse.Storage.Documents;

/// <summary>JSON objects of other parts of the tool, kept as their text so that they come back exactly.</summary>
internal static class JsonDocuments
{
    public static BsonDocument Write(string id, JsonObject content) => new() { ["_id"] = id, ["json"] = content.ToJsonString() };

    public static JsonObject? Read(BsonDocument? document) => document is null ? null : JsonNode.Parse(document["json"].AsString)!.AsObject();
}
