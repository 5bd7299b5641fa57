using System.Collections.Immutable;
using System.Text.Json;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>One member of a JSON object, with the places of its name and of its value.</summary>
/// <param name="Name">The key.</param>
/// <param name="NamePlace">Where the key stands.</param>
/// <param name="Value">The value.</param>
public sealed record JsonMemberAt(string Name, SourcePlace NamePlace, JsonNodeAt Value);

/// <summary>A JSON value that knows where it was written. Immutable and thread-safe; made by <see cref="LocatedJson"/>.</summary>
public sealed class JsonNodeAt
{
    private JsonNodeAt(JsonValueKind kind, SourcePlace place, string text = "")
    {
        Kind = kind;
        Place = place;
        Text = text;
    }

    /// <summary>What it is: object, array, string, number, true, false or null.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>Where it begins; of a string, its opening quote.</summary>
    public SourcePlace Place { get; }

    /// <summary>Content of a string, or a number exactly as written; empty for anything else.</summary>
    public string Text { get; }

    /// <summary>What a person typed where quotes are optional (command line, environment), so that <c>2024</c> can also be a name; null for values from a file.</summary>
    public string? Bare { get; private init; }

    /// <summary>Members of an object in the order of the file, each name once; empty for anything else.</summary>
    public ImmutableArray<JsonMemberAt> Members { get; private init; } = [];

    /// <summary>Items of an array; empty for anything else.</summary>
    public ImmutableArray<JsonNodeAt> Items { get; private init; } = [];

    /// <summary>The value of a member, or null when there is none of that name.</summary>
    public JsonNodeAt? this[string name] => Members.FirstOrDefault(member => member.Name == name)?.Value;

    /// <summary>Where the value of a member begins, or where this object begins when there is no such member.</summary>
    public SourcePlace PlaceOf(string name) => this[name]?.Place ?? Place;

    /// <summary>An object.</summary>
    public static JsonNodeAt Object(SourcePlace place, ImmutableArray<JsonMemberAt> members) => new(JsonValueKind.Object, place) { Members = members };

    /// <summary>An array.</summary>
    public static JsonNodeAt Array(SourcePlace place, ImmutableArray<JsonNodeAt> items) => new(JsonValueKind.Array, place) { Items = items };

    /// <summary>A string with this content.</summary>
    public static JsonNodeAt String(SourcePlace place, string content) => new(JsonValueKind.String, place, content);

    /// <summary>A number as written, which must follow the grammar of JSON.</summary>
    public static JsonNodeAt Number(SourcePlace place, string digits) => new(JsonValueKind.Number, place, digits);

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is something else.</exception>
    public static JsonNodeAt Literal(SourcePlace place, JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null
        ? new(kind, place)
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "a literal is true, false or null");

    /// <summary>Content of a string; false for anything else.</summary>
    public bool TryGetString(out string content)
    {
        content = Text;
        return Kind == JsonValueKind.String;
    }

    /// <summary>Value of <c>true</c> or <c>false</c>; false for anything else.</summary>
    public bool TryGetBoolean(out bool value)
    {
        value = Kind == JsonValueKind.True;
        return Kind is JsonValueKind.True or JsonValueKind.False;
    }

    /// <summary>A finite number; false for anything else and for numbers beyond the range of <see cref="double"/>.</summary>
    public bool TryGetDouble(out double value)
    {
        value = 0;
        return Kind == JsonValueKind.Number && double.TryParse(Text, out value) && double.IsFinite(value);
    }

    /// <summary>A whole number, also when written <c>1e3</c> or <c>8.0</c>; false for anything else and beyond the range of <see cref="long"/>.</summary>
    public bool TryGetInt64(out long value)
    {
        const double LargestExact = 9007199254740992; // 2^53: above, a double no longer tells whole numbers apart.
        if (Kind == JsonValueKind.Number && long.TryParse(Text, out value)) return true;
        var whole = TryGetDouble(out var number) && Math.Truncate(number) == number && Math.Abs(number) <= LargestExact;
        value = whole ? (long)number : 0;
        return whole;
    }

    /// <summary>For messages: <c>'text'</c>, <c>3.5</c>, <c>an object</c> …; long texts are cut.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Excerpt.Quote(Text),
        JsonValueKind.Number => Excerpt.Of(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>This object with one member replaced, or added at the end.</summary>
    internal JsonNodeAt With(JsonMemberAt member)
    {
        var at = Members.ToList().FindIndex(old => old.Name == member.Name);
        return Object(Place, at < 0 ? Members.Add(member) : Members.SetItem(at, member));
    }

    /// <summary>This object without some members.</summary>
    internal JsonNodeAt Without(params ReadOnlySpan<string> names)
    {
        var kept = Members;
        foreach (var name in names) kept = kept.RemoveAll(member => member.Name == name);
        return Object(Place, kept);
    }

    /// <summary>This array with one item replaced, or added when <paramref name="at"/> is its length.</summary>
    internal JsonNodeAt With(int at, JsonNodeAt item) => Array(Place, at == Items.Length ? Items.Add(item) : Items.SetItem(at, item));

    /// <summary>The same value as if everything in it stood at one place.</summary>
    internal JsonNodeAt MovedTo(SourcePlace place, string? bare = null) => new(Kind, place, Text)
    {
        Bare = bare,
        Members = [.. Members.Select(member => new JsonMemberAt(member.Name, place, member.Value.MovedTo(place)))],
        Items = [.. Items.Select(item => item.MovedTo(place))],
    };
}
