using SkiaSharp;

namespace NasFuse.Data.Pictures;

/// <summary>Names the classes of an overlay that occur: a patch of the colour, the name, the share of pixels; in columns, in order of ids.</summary>
internal sealed class OverlayLegend : IDisposable
{
    private const float SmallestText = 12, LargestText = 28, TextPerWidth = 1f / 48;

    // Without fontconfig there is no family "sans-serif"; the default may have serifs.
    private static readonly string[] s_families = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Helvetica", "Arial"];
    private static readonly SKTypeface s_typeface =
        s_families.Select(SKFontManager.Default.MatchFamily).FirstOrDefault(found => found is not null) ?? SKTypeface.Default;

    private readonly SKFont _font;
    private readonly (SKColor Color, string Text)[] _entries;
    private readonly int _columns;
    private readonly float _columnWidth;
    private readonly float _lineHeight;

    /// <summary>Lays out.</summary>
    /// <param name="ids">Class ids of the picture.</param>
    /// <param name="classes">Classes by id.</param>
    /// <param name="width">Width of the picture.</param>
    public OverlayLegend(byte[] ids, IReadOnlyList<SegmentationClass> classes, int width)
    {
        _font = new SKFont(s_typeface, Math.Clamp(width * TextPerWidth, SmallestText, LargestText));
        _entries = [.. Entries(ids, classes)];
        _lineHeight = _font.Size * 1.5f;
        _columnWidth = _entries.Select(entry => _font.MeasureText(entry.Text)).DefaultIfEmpty(0).Max() + 3 * _font.Size;
        // Rows are filled evenly: five entries in room for four columns become three and two.
        var room = Math.Max(1, (int)(width / _columnWidth));
        var lines = (_entries.Length + room - 1) / room;
        _columns = lines == 0 ? 1 : (_entries.Length + lines - 1) / lines;
        Height = (int)Math.Ceiling(lines * _lineHeight + _font.Size);
        Width = (int)Math.Ceiling(_columns * _columnWidth);
    }

    /// <summary>Pixels it needs below the picture.</summary>
    public int Height { get; }

    /// <summary>Pixels it needs from left to right.</summary>
    public int Width { get; }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="top">First row below the picture.</param>
    public void Draw(SKCanvas canvas, int top)
    {
        using SKPaint text = new() { Color = SKColors.Black, IsAntialias = true }, patch = new(), edge = new() { Color = SKColors.Gray, IsStroke = true };
        for (var i = 0; i < _entries.Length; i++)
        {
            var left = i % _columns * _columnWidth + _font.Size / 2;
            var line = top + _font.Size / 2 + i / _columns * _lineHeight;
            var square = SKRect.Create(left, line + _lineHeight * 0.15f, _font.Size, _font.Size);
            patch.Color = _entries[i].Color;
            canvas.DrawRect(square, patch);
            canvas.DrawRect(square, edge);
            canvas.DrawText(_entries[i].Text, left + 1.4f * _font.Size, line + _lineHeight * 0.15f + 0.85f * _font.Size, SKTextAlign.Left, _font, text);
        }
    }

    public void Dispose() => _font.Dispose();

    private static IEnumerable<(SKColor, string)> Entries(byte[] ids, IReadOnlyList<SegmentationClass> classes)
    {
        var pixels = new long[256];
        foreach (var id in ids) pixels[id]++;
        for (var id = 0; id < classes.Count; id++)
        {
            if (pixels[id] == 0) continue;
            var (color, share) = (classes[id].Color, 100.0 * pixels[id] / ids.Length);
            var percent = share < 0.1 ? "<0.1" : FormattableString.Invariant($"{share:F1}");
            yield return (new SKColor(color.Red, color.Green, color.Blue), $"{classes[id].Name} {percent} %");
        }
    }
}
