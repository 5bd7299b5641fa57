using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>What a value of a configuration file looks like: the one source of reading it, writing it and describing it in a schema. Immutable.</summary>
internal abstract class ValueShape
{
    /// <summary>Reads a value that is not null.</summary>
    /// <param name="node">What stands in the file.</param>
    /// <param name="path">Path of the key, e.g. <c>objectives.0.name</c>; empty for the whole file.</param>
    /// <param name="context">Takes the mistakes.</param>
    /// <returns>The value, or null when it was rejected.</returns>
    public abstract object? Read(JsonNodeAt node, string path, ReadContext context);

    /// <summary>Writes a value that <see cref="Read"/> reads back.</summary>
    public abstract JsonNode Write(object value, OptionCatalog catalog);

    /// <summary>JSON schema, draft 7.</summary>
    public abstract JsonObject Schema(SchemaContext context);

    /// <summary>Finds what is under a key whose case does not matter.</summary>
    /// <returns>The key as it is written in files and its shape, or the key itself and null when it is not known.</returns>
    public virtual (string Key, ValueShape? Shape) Under(string key, OptionCatalog catalog) => (key, null);

    protected static string Label(string path) => path.Length == 0 ? "the file" : $"'{path}'";

    protected static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
