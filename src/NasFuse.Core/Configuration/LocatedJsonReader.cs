using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>One pass over valid UTF-8 text; used once.</summary>
internal sealed class LocatedJsonReader(string file, ReadOnlyMemory<byte> utf8, DiagnosticBag bag)
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = LocatedJson.MaxDepth,
    };

    private readonly PlaceCursor _cursor = new(file, utf8);

    public JsonNodeAt? Read()
    {
        var reader = new Utf8JsonReader(utf8.Span, Options);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            var offset = PlaceCursor.OffsetOf(utf8.Span, e.LineNumber ?? 0, e.BytePositionInLine ?? 0);
            return Reject(new PlaceCursor(file, utf8).At(offset), Explain(e));
        }
    }

    private JsonNodeAt ReadValue(ref Utf8JsonReader reader)
    {
        var place = _cursor.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, place),
            JsonTokenType.StartArray => ReadArray(ref reader, place),
            JsonTokenType.String => JsonNodeAt.String(place, ReadText(ref reader, place)),
            JsonTokenType.Number => JsonNodeAt.Number(place, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => JsonNodeAt.Literal(place, JsonValueKind.True),
            JsonTokenType.False => JsonNodeAt.Literal(place, JsonValueKind.False),
            _ => JsonNodeAt.Literal(place, JsonValueKind.Null),
        };
    }

    private JsonNodeAt ReadObject(ref Utf8JsonReader reader, SourcePlace place)
    {
        var members = ImmutableArray.CreateBuilder<JsonMemberAt>();
        var first = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var namePlace = _cursor.At(reader.TokenStartIndex);
            var name = ReadText(ref reader, namePlace);
            reader.Read();
            var value = ReadValue(ref reader);
            if (first.TryAdd(name, namePlace)) members.Add(new JsonMemberAt(name, namePlace, value));
            else bag.Add(namePlace, ErrorCodes.DuplicateKey, $"key {Excerpt.Quote(name)} stands twice; the first is at line {first[name].Line}. Keep one.");
        }
        return JsonNodeAt.Object(place, members.DrainToImmutable());
    }

    private JsonNodeAt ReadArray(ref Utf8JsonReader reader, SourcePlace place)
    {
        var items = ImmutableArray.CreateBuilder<JsonNodeAt>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(ref reader));
        return JsonNodeAt.Array(place, items.DrainToImmutable());
    }

    private string ReadText(ref Utf8JsonReader reader, SourcePlace place)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Reject(place, "the text has half of a surrogate pair (\\ud800..\\udfff) without its other half");
            return "";
        }
    }

    private JsonNodeAt? Reject(SourcePlace place, string message)
    {
        bag.Add(place, ErrorCodes.MalformedJson, message);
        return null;
    }

    private static string Explain(JsonException e)
    {
        if (e.Message.StartsWith("The input does not contain any JSON tokens", StringComparison.Ordinal))
            return "there is nothing but white space and comments";
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "not valid JSON: " + (end < 0 ? e.Message : e.Message[..end]);
    }
}
