namespace NasFuse.Dashboard.Charts;

/// <summary>The part of the plane that a plot shows at first.</summary>
/// <param name="Left">Smallest x.</param>
/// <param name="Right">Largest x.</param>
/// <param name="Bottom">Smallest y.</param>
/// <param name="Top">Largest y.</param>
internal sealed record PlotFrame(double Left, double Right, double Bottom, double Top)
{
    private const double Margin = 0.25;

    // Of a plot of the usual width and height, in shares of them.
    private const double CharacterWidth = 0.0095;
    private const double LabelHeight = 0.045;

    /// <summary>A frame around points with a margin; null when they have no extent.</summary>
    public static PlotFrame? Around(IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] finite = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        if (finite.Length == 0) return null;
        var (left, right) = (finite.Min(point => point.X), finite.Max(point => point.X));
        var (bottom, top) = (finite.Min(point => point.Y), finite.Max(point => point.Y));
        if (left == right || bottom == top) return null;
        var (x, y) = (Margin * (right - left), Margin * (top - bottom));
        return new PlotFrame(left - x, right + x, bottom - y, top + y);
    }

    /// <summary>Names that can stand above their points without touching one another, the first ones first.</summary>
    public IReadOnlySet<string> WithRoomForLabels(IReadOnlyList<(string Name, double X, double Y)> points)
    {
        var boxes = new List<(double X, double Y, double HalfWidth)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, x, y) in points)
        {
            var box = (X: (x - Left) / (Right - Left), Y: (y - Bottom) / (Top - Bottom), HalfWidth: name.Length * CharacterWidth / 2);
            var isInside = box.X - box.HalfWidth >= 0 && box.X + box.HalfWidth <= 1 && box.Y is >= 0 and <= 1 - LabelHeight;
            if (!isInside || boxes.Exists(
                other => Math.Abs(other.X - box.X) < other.HalfWidth + box.HalfWidth && Math.Abs(other.Y - box.Y) < LabelHeight)) continue;
            boxes.Add(box);
            names.Add(name);
        }
        return names;
    }
}
