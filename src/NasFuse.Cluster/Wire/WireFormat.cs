using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NasFuse.Cluster.Wire.Shapes;
using NJsonSchema;

namespace NasFuse.Cluster.Wire;

/// <summary>One kind of document of the protocol: JSON that fits a schema and a size. Checked when it is written and when it is read. Thread-safe.</summary>
/// <typeparam name="T">What it is read into.</typeparam>
public sealed class WireFormat<T>
    where T : class
{
    private const int MostProblems = 5;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly Lazy<JsonSchema> _schema;
    private readonly Lazy<Shape?> _shape;

    internal WireFormat(string name, int mostBytes)
    {
        (Name, MostBytes) = (name, mostBytes);
        _schema = new Lazy<JsonSchema>(() => JsonSchema.FromJsonAsync(SchemaText()).GetAwaiter().GetResult());
        _shape = new Lazy<Shape?>(ReadShape);
    }

    /// <summary>What it is called, e.g. <c>trial</c>.</summary>
    public string Name { get; }

    /// <summary>Bytes that a document may have.</summary>
    public int MostBytes { get; }

    /// <summary>Writes a document.</summary>
    /// <exception cref="WireException">It is too large, or it does not fit the schema.</exception>
    public byte[] Write(T document)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, s_options);
        Check(bytes);
        return bytes;
    }

    /// <summary>Reads a document; nothing of it is used before all of it is checked.</summary>
    /// <exception cref="WireException">It is empty, too large, no JSON, or does not fit the schema.</exception>
    public T Read(byte[]? bytes)
    {
        Check(bytes ?? []);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, s_options) ?? throw new WireException($"the {Name} document is null");
        }
        catch (JsonException mistake)
        {
            throw new WireException($"the {Name} document is malformed: {mistake.Message}");
        }
    }

    /// <summary>Reads a document; null when it is refused, which is noted.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="what">What it is, for the note.</param>
    /// <param name="note">Told what a person should know.</param>
    public T? TryRead(byte[]? bytes, string what, Action<string> note)
    {
        try
        {
            return Read(bytes);
        }
        catch (WireException mistake)
        {
            note($"refused {what}: {mistake.Message}");
            return null;
        }
    }

    private void Check(byte[] bytes)
    {
        if (bytes.Length == 0) throw new WireException($"the {Name} document is empty");
        if (bytes.Length > MostBytes) throw new WireException($"the {Name} document has {bytes.Length} bytes; at most {MostBytes} are allowed");
        // Nearly all documents fit, and most are seen to do so at a glance; the schema decides about the others, and says what is wrong with them.
        if (FitsAtAGlance(bytes)) return;
        string[] problems;
        try
        {
            var found = _schema.Value.Validate(Encoding.UTF8.GetString(bytes));
            problems = [.. found.Take(MostProblems).Select(problem => $"{problem.Path ?? "#"}: {problem.Kind}")];
        }
        catch (Exception mistake) when (mistake is Newtonsoft.Json.JsonException or InvalidCastException or OverflowException or FormatException)
        {
            // The validator's own way to say that a number is beyond all bounds, among others.
            throw new WireException($"the {Name} document is no JSON: {mistake.Message}");
        }
        if (problems.Length > 0) throw new WireException($"the {Name} document does not fit its schema: {string.Join("; ", problems)}");
    }

    /// <summary>True when a document fits what the schema says, as far as that can be seen without the schema's validator.</summary>
    internal bool FitsAtAGlance(ReadOnlySpan<byte> document) => _shape.Value?.Fits(document) == true;

    /// <summary>True when a document fits the schema, whatever a glance says.</summary>
    internal bool FitsSchema(string document) => _schema.Value.Validate(document).Count == 0;

    private Shape? ReadShape()
    {
        using var schema = JsonDocument.Parse(SchemaText());
        return ShapeReader.Read(schema.RootElement);
    }

    private string SchemaText()
    {
        using var stream = typeof(WireFormat<T>).Assembly.GetManifestResourceStream($"{Name}.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
