using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace NasFuse.Cli.Pictures;

/// <summary>How an element of a drawing is painted: its own settings over those it inherits.</summary>
internal sealed class ElementStyle
{
    private static readonly string[] s_attributes = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight",
        "text-anchor"];

    private readonly Dictionary<string, string> _settings;

    private ElementStyle(Dictionary<string, string> settings) => _settings = settings;

    /// <summary>Of an element; rules win over attributes, as in every browser.</summary>
    public static ElementStyle Of(XElement element, StyleSheet sheet, ElementStyle? inherited)
    {
        var settings = inherited is null ? [] : new Dictionary<string, string>(inherited._settings, StringComparer.Ordinal);
        foreach (var name in s_attributes)
        {
            if (element.Attribute(name) is { } attribute) settings[name] = attribute.Value;
        }
        var classes = ((string?)element.Attribute("class") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (name, value) in sheet.SettingsOf(classes)) settings[name] = value;
        return new ElementStyle(settings);
    }

    public double FontSize => Number("font-size", 9);

    public bool IsBold => _settings.GetValueOrDefault("font-weight") == "bold";

    public SKTextAlign Anchor => _settings.GetValueOrDefault("text-anchor") switch
    {
        "middle" => SKTextAlign.Center, "end" => SKTextAlign.Right, _ => SKTextAlign.Left,
    };

    /// <summary>Font families to try, best first.</summary>
    public IEnumerable<string> Families => _settings.GetValueOrDefault("font-family", "").Split(',', StringSplitOptions.TrimEntries)
        .Select(family => family.Trim('\''));

    /// <summary>Paint for the inside; null when it is not painted.</summary>
    public SKPaint? Fill() => ColorOf("fill", SKColors.Black) is { } color
        ? new SKPaint { IsAntialias = true, Color = color.WithAlpha((byte)Math.Round(255 * Number("fill-opacity", 1))) } : null;

    /// <summary>Paint for the outline; null when it is not painted.</summary>
    public SKPaint? Stroke()
    {
        if (ColorOf("stroke", null) is not { } color) return null;
        var paint = new SKPaint { IsAntialias = true, IsStroke = true, Color = color, StrokeWidth = (float)Number("stroke-width", 1),
            StrokeJoin = SKStrokeJoin.Round };
        if (_settings.GetValueOrDefault("stroke-dasharray") is { } dashes)
            paint.PathEffect = SKPathEffect.CreateDash([.. dashes.Split(' ').Select(part => float.Parse(part, CultureInfo.InvariantCulture))], 0);
        return paint;
    }

    private SKColor? ColorOf(string name, SKColor? missing) =>
        _settings.GetValueOrDefault(name) is not { } text ? missing : text == "none" ? null : SKColor.Parse(text);

    private double Number(string name, double missing) =>
        _settings.TryGetValue(name, out var text) ? double.Parse(text.Replace("px", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : missing;
}
