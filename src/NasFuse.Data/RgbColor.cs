using System.Globalization;

namespace NasFuse.Data;

/// <summary>An 8-bit sRGB colour.</summary>
public readonly record struct RgbColor(byte Red, byte Green, byte Blue)
{
    /// <summary>True when all three parts are equal.</summary>
    public bool IsGray => Red == Green && Green == Blue;

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static bool TryParse(string? text, out RgbColor color)
    {
        color = default;
        if (text is not ['#', .. var digits] || digits.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        color = new RgbColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>A colour for class <paramref name="id"/> that is distinct for all 256 ids: the bits of the id spread over the channels (the PASCAL VOC colour map).</summary>
    public static RgbColor ForClass(int id)
    {
        int red = 0, green = 0, blue = 0;
        for (var shift = 7; id > 0; shift--, id >>= 3)
        {
            red |= (id & 1) << shift;
            green |= ((id >> 1) & 1) << shift;
            blue |= ((id >> 2) & 1) << shift;
        }
        return new RgbColor((byte)red, (byte)green, (byte)blue);
    }

    /// <summary><c>#rrggbb</c></summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";
}
