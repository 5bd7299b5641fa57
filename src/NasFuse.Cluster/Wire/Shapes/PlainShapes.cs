using System.Text.Json;
using System.Text.RegularExpressions;

namespace NasFuse.Cluster.Wire.Shapes;

/// <summary>The value <c>null</c>.</summary>
internal sealed class NullShape : Shape
{
    public override bool Fits(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class TruthShape : Shape
{
    public override bool Fits(ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.True or JsonTokenType.False;
}

/// <summary>A whole number of 64 bits, written without fraction and exponent.</summary>
/// <param name="least">The least that is allowed.</param>
internal sealed class WholeNumberShape(long least) : Shape
{
    public override bool Fits(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= least;
}

/// <summary>A finite number; a whole one of at most 64 bits.</summary>
internal sealed class NumberShape : Shape
{
    public override bool Fits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number) return false;
        var isWhole = reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        return isWhole ? reader.TryGetInt64(out _) : reader.TryGetDouble(out var value) && double.IsFinite(value);
    }
}

/// <summary>A text.</summary>
/// <param name="longest">Most UTF-16 units that it may have.</param>
/// <param name="mayBeEmpty">False when it has at least one.</param>
/// <param name="pattern">What must be found in it, or null.</param>
internal sealed class TextShape(int longest, bool mayBeEmpty, Regex? pattern) : Shape
{
    public override bool Fits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) return false;
        var bytes = reader.ValueSpan.Length;
        // As many bytes have at most as many units, so that most texts need not be decoded.
        if (pattern is null && (bytes > 0 || mayBeEmpty) && bytes <= longest) return true;
        return reader.GetString() is { } text && text.Length <= longest && (mayBeEmpty || text.Length > 0) && pattern?.IsMatch(text) != false;
    }
}

/// <summary>One of some texts.</summary>
/// <param name="words">All of them, UTF-8.</param>
internal sealed class WordShape(IReadOnlyList<byte[]> words) : Shape
{
    public override bool Fits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) return false;
        foreach (var word in words)
        {
            if (reader.ValueTextEquals(word)) return true;
        }
        return false;
    }
}
