namespace NasFuse.Core.Drawing;

/// <summary>Sizes that all parts of a drawing share, pixels.</summary>
internal static class DrawingMeasures
{
    /// <summary>Room for the lanes' names.</summary>
    public const double LaneLabels = 66;

    /// <summary>Above the first and below the last row of a lane.</summary>
    public const double LanePadding = 7;

    /// <summary>Height of a row that maps only pass through.</summary>
    public const double WireRow = 9;

    /// <summary>Between drawing and border.</summary>
    public const double Margin = 16;

    /// <summary>Font sizes: a heading; an operator's name; its options and numbers; ids.</summary>
    public const double TitleFont = 15, NameFont = 11, DetailFont = 9, IdFont = 8;

    /// <summary>From line to line inside a node.</summary>
    public const double LineHeight = 11;

    /// <summary>Height of a fusion's sign.</summary>
    public const double Glyph = 17;

    /// <summary>Between a fusion's sign and its node.</summary>
    public const double GlyphGap = 5;
}
