namespace NasFuse.Core.Objectives;

/// <summary>The area that a growing set of points in the plane dominates, kept up to date point by point. Not thread-safe.</summary>
/// <param name="right">Reference of the first coordinate; all points are below it.</param>
/// <param name="top">Reference of the second coordinate; all points are below it.</param>
internal sealed class Staircase(double right, double top)
{
    // Non-dominated points: x rises strictly, y falls strictly.
    private readonly List<(double X, double Y)> _steps = [];

    public double Area { get; private set; }

    public void Add(double x, double y)
    {
        var first = FirstAtOrRightOf(x);
        var ceiling = first > 0 ? _steps[first - 1].Y : top;
        if (ceiling <= y || (first < _steps.Count && _steps[first].X == x && _steps[first].Y <= y)) return;

        var (left, end) = (x, first);
        for (; end < _steps.Count && _steps[end].Y >= y; end++)
        {
            Area += (_steps[end].X - left) * (ceiling - y);
            (left, ceiling) = _steps[end];
        }
        Area += ((end < _steps.Count ? _steps[end].X : right) - left) * (ceiling - y);
        _steps.RemoveRange(first, end - first);
        _steps.Insert(first, (x, y));
    }

    private int FirstAtOrRightOf(double x)
    {
        var (low, high) = (0, _steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].X < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
