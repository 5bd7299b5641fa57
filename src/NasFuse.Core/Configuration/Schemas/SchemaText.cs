using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration.Schemas;

/// <summary>The text of a schema file: JSON schema draft 7, which every editor knows.</summary>
internal static class SchemaText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="shape">Shape of the file.</param>
    /// <param name="title">Title of the schema.</param>
    /// <param name="catalog">The names that can be chosen.</param>
    /// <param name="extend">Adds keys to an object that can be the whole file.</param>
    public static string Of(ValueShape shape, string title, OptionCatalog catalog, Action<JsonObject>? extend = null)
    {
        var schema = shape.Schema(new SchemaContext(catalog, new XmlSummaries()));
        foreach (var root in schema["oneOf"]?.AsArray().Select(choice => choice!.AsObject()) ?? [schema])
        {
            extend?.Invoke(root);
            AllowSchemaKey(root);
        }
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(Readable) + "\n";
    }

    private static void AllowSchemaKey(JsonObject root) =>
        root["properties"]!.AsObject().Insert(0, SpecificationReader.SchemaKey, new JsonObject { ["type"] = "string", ["description"] = "Schema for editors." });
}
