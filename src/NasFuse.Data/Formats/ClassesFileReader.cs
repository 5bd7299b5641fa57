using System.Text;
using System.Text.Json;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Data.Formats;

/// <summary>Reads <c>classes.json</c> and finds all mistakes with their places.</summary>
internal ref struct ClassesFileReader
{
    private static readonly string[] Keys = ["names", "colours", "ignoreId", "ignoreColour", "masks"];

    private readonly string _path;
    private readonly ReadOnlySpan<byte> _text;
    private readonly DiagnosticBag _mistakes = new();
    private Utf8JsonReader _json;

    private ClassesFileReader(string path, ReadOnlySpan<byte> text)
    {
        _path = path;
        _text = text;
        _json = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
    }

    /// <exception cref="UserErrorException">The file is unreadable or wrong; all mistakes with line and column.</exception>
    public static ClassesFile Read(string path)
    {
        try
        {
            ReadOnlySpan<byte> text = File.ReadAllBytes(path);
            ReadOnlySpan<byte> byteOrderMark = [0xef, 0xbb, 0xbf];
            return new ClassesFileReader(path, text.StartsWith(byteOrderMark) ? text[3..] : text).Read();
        }
        catch (JsonException exception)
        {
            var place = new SourcePlace(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            throw new UserErrorException(place, ErrorCodes.MalformedJson, exception.Message.Split(" LineNumber:")[0]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.FileUnreadable, exception.Message);
        }
    }

    private ClassesFile Read()
    {
        var file = new ClassesFile { Names = [] };
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject) Mistake(ErrorCodes.WrongType, "an object is needed: { \"names\": [\"road\", \"sky\"] }");
        else while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName) file = ReadKey(file);
        // Throws when something follows the object.
        if (_json.TokenType == JsonTokenType.EndObject) _json.Read();
        if (_mistakes.IsEmpty) file.Check(new SourcePlace(_path), _mistakes);
        _mistakes.ThrowIfAny();
        return file;
    }

    private ClassesFile ReadKey(ClassesFile file)
    {
        var key = _json.GetString()!;
        if (!Keys.Contains(key) && key is not ("colors" or "ignoreColor"))
        {
            Mistake(ErrorCodes.UnknownKey, $"unknown key '{key}'. {NearestName.Hint(key, Keys)}");
            _json.Skip();
            return file;
        }
        _json.Read();
        return key switch
        {
            "names" => file with { Names = ReadList(ReadName) },
            "colours" or "colors" => file with { Colours = ReadList(ReadColour) },
            "ignoreId" => file with { IgnoreId = ReadIgnoreId() },
            "masks" => file with { Masks = ReadMasks() },
            _ => file with { IgnoreColour = ReadColour(ref this) },
        };
    }

    private delegate T ReadItem<T>(ref ClassesFileReader reader);

    private List<T> ReadList<T>(ReadItem<T> read)
    {
        var items = new List<T>();
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Mistake(ErrorCodes.WrongType, "a list is needed");
            _json.Skip();
            return items;
        }
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray) items.Add(read(ref this));
        return items;
    }

    private static string ReadName(ref ClassesFileReader reader)
    {
        if (reader._json.TokenType == JsonTokenType.String && reader._json.GetString() is { } name && !string.IsNullOrWhiteSpace(name)) return name;
        reader.Mistake(ErrorCodes.WrongType, "a name is needed, as text that is not blank");
        reader._json.Skip();
        return "";
    }

    private static RgbColor ReadColour(ref ClassesFileReader reader)
    {
        const string Rule = "a colour is needed: \"#rrggbb\" or [red, green, blue] with 0..255 each";
        if (reader._json.TokenType == JsonTokenType.String && RgbColor.TryParse(reader._json.GetString(), out var colour)) return colour;
        if (reader._json.TokenType != JsonTokenType.StartArray)
        {
            reader.Mistake(ErrorCodes.WrongType, Rule);
            reader._json.Skip();
            return default;
        }
        var place = reader.Place();
        var parts = new List<int>();
        while (reader._json.Read() && reader._json.TokenType != JsonTokenType.EndArray)
        {
            parts.Add(reader._json.TokenType == JsonTokenType.Number && reader._json.TryGetInt32(out var part) && part is >= 0 and <= 255 ? part : -1);
            reader._json.Skip();
        }
        if (parts.Count == 3 && !parts.Contains(-1)) return new RgbColor((byte)parts[0], (byte)parts[1], (byte)parts[2]);
        reader._mistakes.Add(place, ErrorCodes.OutOfRange, Rule);
        return default;
    }

    private int ReadIgnoreId()
    {
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out var id) && id is >= 0 and <= 255) return id;
        Mistake(ErrorCodes.OutOfRange, "the number that means void is needed, 0..255");
        _json.Skip();
        return SegmentationDataset.Void;
    }

    private MaskKind ReadMasks()
    {
        switch (_json.TokenType == JsonTokenType.String ? _json.GetString() : null)
        {
            case "ids": return MaskKind.Ids;
            case "colours" or "colors": return MaskKind.Colours;
        }
        Mistake(ErrorCodes.UnknownName, "\"ids\" or \"colours\" is needed");
        _json.Skip();
        return MaskKind.Auto;
    }

    private readonly void Mistake(string code, string message) => _mistakes.Add(Place(), code, message);

    private readonly SourcePlace Place()
    {
        var before = _text[..(int)_json.TokenStartIndex];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SourcePlace(_path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
