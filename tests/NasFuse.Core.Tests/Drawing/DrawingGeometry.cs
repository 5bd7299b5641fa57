using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NasFuse.Core.Tests.Drawing;

/// <summary>Measures a drawing as a browser would place it: boxes, labels, lines.</summary>
internal static partial class DrawingGeometry
{
    /// <summary>Boxes lie apart and inside the picture, labels lie apart, and no line passes through a box.</summary>
    public static void AssertNothingOverlaps(XElement root)
    {
        var groups = root.Descendants().Where(element => element.Attribute("data-node") is not null).ToArray();
        Box[] boxes = [.. groups.Select(group => BoxOf(group, "nf-box")),
            .. groups.Where(group => Rectangles(group, "nf-glyph").Any()).Select(group => BoxOf(group, "nf-glyph"))];
        AssertApart(boxes);
        AssertApart([.. groups.SelectMany(Labels)]);
        Assert.All(boxes, box => Assert.True(box.Left >= 0 && box.Right <= (double)root.Attribute("width")! && box.Top >= 0, $"{box.Name} lies outside"));
        foreach (var path in root.Descendants().Where(element => element.Name.LocalName == "path" && element.Elements().Any()))
        {
            foreach (var (x, y) in PointsOf((string)path.Attribute("d")!))
                Assert.DoesNotContain(boxes, box => x > box.Left + 0.6 && x < box.Right - 0.6 && y > box.Top + 0.6 && y < box.Bottom - 0.6
                    && !EndsInGlyph(box, x));
        }
    }

    /// <summary>A line ends on the round side of a sign, which lies inside its frame.</summary>
    private static bool EndsInGlyph(Box box, double x) => box.Name.EndsWith("nf-glyph", StringComparison.Ordinal) && x < box.Left + 9;

    private static void AssertApart(Box[] boxes)
    {
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                Assert.False(a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom, $"{a} lies on {b}");
            }
        }
    }

    private static IEnumerable<XElement> Rectangles(XElement group, string style) =>
        group.Elements().Where(element => element.Name.LocalName == "rect"
            && ((string)element.Attribute("class")!).StartsWith(style, StringComparison.Ordinal));

    private static Box BoxOf(XElement group, string style)
    {
        var rectangle = Rectangles(group, style).Single();
        double At(string name) => (double)rectangle.Attribute(name)!;
        return new Box($"{(string?)group.Attribute("data-node")} {style}", At("x"), At("y"), At("x") + At("width"), At("y") + At("height"));
    }

    /// <summary>Texts by a width that real letters do not exceed by much: 0.5 em on average.</summary>
    private static IEnumerable<Box> Labels(XElement group) =>
        from text in @group.Elements()
        where text.Name.LocalName == "text"
        let style = (string)text.Attribute("class")!
        let size = style.Contains("nf-name", StringComparison.Ordinal) ? 11.0 : style.Contains("nf-id", StringComparison.Ordinal) ? 8.0 : 9.0
        let width = text.Value.Length * size * 0.5
        let left = (double)text.Attribute("x")! - (style.Contains("nf-middle", StringComparison.Ordinal) ? width / 2 : 0)
        let baseline = (double)text.Attribute("y")!
        select new Box($"'{text.Value}' of {(string?)@group.Attribute("data-node")}", left, baseline - 0.72 * size, left + width, baseline);

    private static IEnumerable<(double X, double Y)> PointsOf(string data)
    {
        var (x, y) = (0.0, 0.0);
        foreach (Match command in Command().Matches(data))
        {
            double[] at = [.. command.Groups["numbers"].Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
            if (at.Length == 6)
            {
                for (var i = 1; i <= 24; i++) yield return (Cubic(x, at[0], at[2], at[4], i / 24.0), Cubic(y, at[1], at[3], at[5], i / 24.0));
            }
            else if (command.Groups["letter"].Value == "L")
            {
                for (var i = 1; i <= 24; i++) yield return (x + (at[0] - x) * i / 24, y + (at[1] - y) * i / 24);
            }
            (x, y) = (at[^2], at[^1]);
        }
    }

    private static double Cubic(double a, double b, double c, double d, double t) =>
        a * (1 - t) * (1 - t) * (1 - t) + 3 * b * t * (1 - t) * (1 - t) + 3 * c * t * t * (1 - t) + d * t * t * t;

    [GeneratedRegex("(?<letter>[MLC])(?<numbers>[-0-9. ]+)")]
    private static partial Regex Command();

    private sealed record Box(string Name, double Left, double Top, double Right, double Bottom);
}
