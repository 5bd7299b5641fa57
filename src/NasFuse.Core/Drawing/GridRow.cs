using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>A horizontal line of a lane on which nodes stand and maps travel, each column taken once.</summary>
internal sealed class GridRow
{
    private readonly HashSet<int> _taken = [];

    /// <summary>True when nodes stand on it; false for a row that maps only pass through.</summary>
    public bool HasNodes { get; set; }

    /// <summary>Height it takes, pixels.</summary>
    public double Height { get; set; }

    /// <summary>Its centre line, pixels from the top of the drawing.</summary>
    public double Y { get; set; }

    public bool IsFree(int first, int last)
    {
        for (var column = first; column <= last; column++)
        {
            if (_taken.Contains(column)) return false;
        }
        return true;
    }

    public void Take(int first, int last)
    {
        for (var column = first; column <= last; column++) _taken.Add(column);
    }
}

/// <summary>All that has one scale.</summary>
/// <param name="Scale">The scale.</param>
internal sealed record GridLane(Scale Scale)
{
    /// <summary>Rows from top to bottom.</summary>
    public List<GridRow> Rows { get; } = [];

    /// <summary>Top of the lane, pixels.</summary>
    public double Top { get; set; }

    /// <summary>Height of the lane, pixels.</summary>
    public double Height { get; set; }
}
