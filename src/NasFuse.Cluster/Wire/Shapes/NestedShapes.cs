using System.Text.Json;

namespace NasFuse.Cluster.Wire.Shapes;

/// <summary>Any of some shapes.</summary>
/// <param name="options">All of them.</param>
internal sealed class AnyShape(IReadOnlyList<Shape> options) : Shape
{
    public override bool Fits(ref Utf8JsonReader reader)
    {
        foreach (var option in options)
        {
            var trial = reader;
            if (!option.Fits(ref trial)) continue;
            reader = trial;
            return true;
        }
        return false;
    }
}

/// <summary>A list.</summary>
/// <param name="most">Most values that it may have.</param>
/// <param name="item">What each of them is.</param>
internal sealed class ListShape(int most, Shape item) : Shape
{
    public override bool Fits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return false;
        for (var count = 0; reader.Read(); count++)
        {
            if (reader.TokenType == JsonTokenType.EndArray) return true;
            if (count == most || !item.Fits(ref reader)) return false;
        }
        return false;
    }
}

/// <summary>Values by names that nobody knows beforehand.</summary>
/// <param name="most">Most values that it may have.</param>
/// <param name="value">What each of them is.</param>
internal sealed class NamedValuesShape(int most, Shape value) : Shape
{
    public override bool Fits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        for (var count = 0; reader.Read(); count++)
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            if (count == most || !reader.Read() || !value.Fits(ref reader)) return false;
        }
        return false;
    }
}

/// <summary>Known parts and no others, each at most once.</summary>
/// <param name="parts">At most 64: name in UTF-8, what it is, and whether it must be there.</param>
internal sealed class PartsShape(IReadOnlyList<(byte[] Name, Shape Value, bool IsRequired)> parts) : Shape
{
    /// <summary>More would not fit the set of those that were seen.</summary>
    public const int MostParts = 64;

    private readonly ulong _required = parts.Select((part, index) => part.IsRequired ? 1UL << index : 0).Aggregate(0UL, (all, one) => all | one);

    public override bool Fits(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        for (var seen = 0UL; reader.Read();)
        {
            if (reader.TokenType == JsonTokenType.EndObject) return (seen & _required) == _required;
            var index = IndexOf(ref reader);
            if (index < 0 || (seen & (1UL << index)) != 0) return false;
            seen |= 1UL << index;
            if (!reader.Read() || !parts[index].Value.Fits(ref reader)) return false;
        }
        return false;
    }

    private int IndexOf(ref Utf8JsonReader reader)
    {
        for (var index = 0; index < parts.Count; index++)
        {
            if (reader.ValueTextEquals(parts[index].Name)) return index;
        }
        return -1;
    }
}
