using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace NasFuse.Cli.Pictures;

/// <summary>Paints a drawing of this program as PNG: the few elements of SVG that drawings use, so that both formats show the same picture.</summary>
internal sealed partial class DrawingPng : IDisposable
{
    /// <summary>Wider or higher pictures are refused by many programs, pixels.</summary>
    private const double LargestSide = 16_000;

    private readonly SKCanvas _canvas;
    private readonly StyleSheet _sheet;
    private readonly Dictionary<(string Family, bool Bold), SKTypeface> _faces = [];

    private DrawingPng(SKCanvas canvas, StyleSheet sheet) => (_canvas, _sheet) = (canvas, sheet);

    /// <summary>The PNG file's bytes.</summary>
    /// <param name="svg">A drawing in a theme of plain colours.</param>
    /// <param name="scale">Pixels per unit of the drawing; less where the picture would become too large.</param>
    /// <exception cref="NotSupportedException">It holds something that no drawing of this program holds.</exception>
    public static byte[] Of(string svg, double scale = 2)
    {
        var root = XDocument.Parse(svg).Root!;
        var (width, height) = (Number(root, "width"), Number(root, "height"));
        scale = Math.Min(scale, LargestSide / Math.Max(width, height));
        using var surface = SKSurface.Create(new SKImageInfo((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale)));
        surface.Canvas.Scale((float)scale);
        using var painter = new DrawingPng(surface.Canvas,
            new StyleSheet(string.Concat(root.Elements(root.Name.Namespace + "style").Select(style => style.Value))));
        painter.Paint(root, null);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose()
    {
        foreach (var face in _faces.Values) face.Dispose();
    }

    private void Paint(XElement element, ElementStyle? inherited)
    {
        var style = ElementStyle.Of(element, _sheet, inherited);
        switch (element.Name.LocalName)
        {
            case "svg" or "g":
                using (new SKAutoCanvasRestore(_canvas))
                {
                    if ((string?)element.Attribute("transform") is { } transform) Translate(transform);
                    foreach (var child in element.Elements()) Paint(child, style);
                }
                break;
            case "rect":
                PaintRectangle(element, style);
                break;
            case "path":
                using (var path = SKPath.ParseSvgPathData((string)element.Attribute("d")!)) Paint(style, paint => _canvas.DrawPath(path, paint));
                break;
            case "text":
                PaintText(element, style);
                break;
            case "title" or "desc" or "style":
                break;
            default:
                throw new NotSupportedException($"drawings have no element '{element.Name.LocalName}'");
        }
    }

    private void Translate(string transform)
    {
        var match = Translation().Match(transform);
        if (!match.Success) throw new NotSupportedException($"drawings have no transformation '{transform}'");
        _canvas.Translate(float.Parse(match.Groups["x"].Value, CultureInfo.InvariantCulture),
            float.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture));
    }

    private void PaintRectangle(XElement element, ElementStyle style)
    {
        var rectangle = SKRect.Create((float)Number(element, "x"), (float)Number(element, "y"), (float)Number(element, "width"),
            (float)Number(element, "height"));
        var corner = (float)Number(element, "rx");
        Paint(style, paint => _canvas.DrawRoundRect(rectangle, corner, corner, paint));
    }

    private void PaintText(XElement element, ElementStyle style)
    {
        using var font = new SKFont(FaceFor(element.Value, style), (float)style.FontSize) { Subpixel = true };
        using var paint = style.Fill();
        _canvas.DrawText(element.Value, (float)Number(element, "x"), (float)Number(element, "y"), style.Anchor, font, paint);
    }

    /// <summary>The first installed family that has all of a text's letters; the system's own when none has.</summary>
    private SKTypeface FaceFor(string text, ElementStyle style)
    {
        foreach (var family in style.Families.Where(SKFontManager.Default.FontFamilies.Contains))
        {
            if (!_faces.TryGetValue((family, style.IsBold), out var face))
                _faces[(family, style.IsBold)] = face = SKTypeface.FromFamilyName(family, style.IsBold ? SKFontStyle.Bold : SKFontStyle.Normal);
            if (face.ContainsGlyphs(text)) return face;
        }
        return SKTypeface.Default;
    }

    private static void Paint(ElementStyle style, Action<SKPaint> draw)
    {
        using var fill = style.Fill();
        if (fill is not null) draw(fill);
        using var stroke = style.Stroke();
        if (stroke is not null) draw(stroke);
    }

    private static double Number(XElement element, string name) => (double?)element.Attribute(name) ?? 0;

    [GeneratedRegex(@"^translate\((?<x>[\d.-]+) (?<y>[\d.-]+)\)$")]
    private static partial Regex Translation();
}
