using NasFuse.Core.Drawing;

namespace NasFuse.Core.Plots;

/// <summary>Grid, axes and labels of a plot in the plane.</summary>
internal sealed class PlotFrame
{
    /// <summary>Size of every plot, pixels; pages scale it.</summary>
    public const double Width = 640, Height = 400;

    /// <summary>Size of its letters, pixels.</summary>
    public const double Letter = 13;

    private const double Left = 62, Right = 18, Top = 36, Bottom = 50;

    /// <summary>Begins a plot.</summary>
    /// <param name="title">What a screen reader calls it.</param>
    /// <param name="x">Values on the horizontal axis.</param>
    /// <param name="y">Values on the vertical axis.</param>
    /// <param name="xLabel">What the horizontal axis shows.</param>
    /// <param name="yLabel">What the vertical axis shows.</param>
    /// <param name="roomAtRight">Pixels kept free for labels at line ends.</param>
    public PlotFrame(string title, IReadOnlyCollection<double> x, IReadOnlyCollection<double> y, string xLabel, string yLabel, double roomAtRight = 0)
    {
        X = new PlotAxis(x, Left, Width - Right - roomAtRight);
        Y = new PlotAxis(y, Height - Bottom, Top);
        Open(Svg, title);
        foreach (var tick in X.Ticks)
        {
            Svg.Empty("path", ("class", "nf-grid"), ("d", Path(X.At(tick), Top, X.At(tick), Height - Bottom)));
            Svg.Write("text", X.Text(tick), ("class", "nf-tick nf-middle"), ("x", X.At(tick)), ("y", Height - Bottom + 17));
        }
        foreach (var tick in Y.Ticks)
        {
            Svg.Empty("path", ("class", "nf-grid"), ("d", Path(Left, Y.At(tick), Width - Right - roomAtRight, Y.At(tick))));
            Svg.Write("text", Y.Text(tick), ("class", "nf-tick nf-right"), ("x", Left - 7), ("y", Y.At(tick) + 4.5));
        }
        Svg.Write("text", xLabel, ("class", "nf-middle"), ("x", (Left + Width - Right) / 2), ("y", Height - 8));
        Svg.Write("text", yLabel, ("x", 8.0), ("y", 18.0));
    }

    public SvgText Svg { get; } = new();

    public PlotAxis X { get; }

    public PlotAxis Y { get; }

    /// <summary>Begins the document of a plot.</summary>
    public static void Open(SvgText svg, string title)
    {
        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "nf-drawing nf-plot"), ("role", "img"), ("aria-label", title),
            ("viewBox", $"0 0 {SvgText.Number(Width)} {SvgText.Number(Height)}"));
        svg.Write("title", title);
    }

    /// <summary>Ends the plot.</summary>
    public string Close()
    {
        Svg.Close();
        return Svg.ToString();
    }

    /// <summary>Path data of a line.</summary>
    public static string Path(params ReadOnlySpan<double> coordinates)
    {
        var text = "";
        for (var i = 0; i < coordinates.Length; i += 2) text += $"{(i == 0 ? "M" : "L")}{SvgText.Number(coordinates[i])} {SvgText.Number(coordinates[i + 1])}";
        return text;
    }
}
