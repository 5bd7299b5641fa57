using NasFuse.Core.Diagnostics;

namespace NasFuse.Data.Decoding;

/// <summary>Label files whose colour is the class. Transparency is not looked at.</summary>
internal sealed class ColorMasks(IReadOnlyDictionary<RgbColor, byte> labelOf) : MaskReader
{
    public override string Signature { get; } = "colours " + string.Join(' ', labelOf.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key.ToString(), StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    public override byte[] Labels(RawPng png, string path)
    {
        var labels = new byte[png.Size.Height * png.Size.Width];
        // Neighbours mostly have one colour: the dictionary is asked only where the colour changes.
        RgbColor? last = null;
        byte label = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var color = png.ColorAt(i);
            if (color != last)
            {
                if (!labelOf.TryGetValue(color, out label)) throw Unknown(color, i, png, path);
                last = color;
            }
            labels[i] = label;
        }
        return labels;
    }

    private UserErrorException Unknown(RgbColor color, int i, RawPng png, string path)
    {
        var nearest = labelOf.Keys.MinBy(known => Math.Abs(known.Red - color.Red) + Math.Abs(known.Green - color.Green) + Math.Abs(known.Blue - color.Blue));
        return new UserErrorException(new SourcePlace(path), ErrorCodes.BadData, $"colour {color} at x={i % png.Size.Width}, y={i / png.Size.Width} is no class; the nearest is {nearest}. Add it to classes.json, or \"masks\": \"ids\" there if the files hold class ids");
    }
}
