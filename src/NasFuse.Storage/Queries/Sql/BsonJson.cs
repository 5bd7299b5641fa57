using System.Globalization;
using System.Text.Json.Nodes;
using LiteDB;

namespace NasFuse.Storage.Queries.Sql;

/// <summary>Turns LiteDB's values into plain JSON, without the type marks of LiteDB's own JSON.</summary>
internal static class BsonJson
{
    public static JsonObject Object(BsonDocument document) =>
        new(document.Select(member => KeyValuePair.Create(member.Key, Node(member.Value))));

    private static JsonNode? Node(BsonValue value) => value.Type switch
    {
        BsonType.Document => Object(value.AsDocument),
        BsonType.Array => new JsonArray([.. value.AsArray.Select(Node)]),
        BsonType.String => value.AsString,
        BsonType.Boolean => value.AsBoolean,
        BsonType.Int32 => value.AsInt32,
        BsonType.Int64 => value.AsInt64,
        BsonType.Decimal => value.AsDecimal,
        BsonType.Double => double.IsFinite(value.AsDouble) ? value.AsDouble : null,
        BsonType.DateTime => value.AsDateTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        BsonType.Null or BsonType.MinValue or BsonType.MaxValue => null,
        _ => value.ToString(),
    };
}
