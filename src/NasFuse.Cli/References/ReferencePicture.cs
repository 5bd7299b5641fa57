using NasFuse.Cli.Rendering;
using ScottPlot;

namespace NasFuse.Cli.References;

/// <summary>Draws mIoU over latency in ONNX Runtime: a colour and a shape per class, every point named, the front as a step line.</summary>
/// <remarks>References of the controlled family are hollow.</remarks>
internal sealed class ReferencePicture
{
    private const int Width = 1400, Height = 900;
    private const float Left = 90, Right = 265, Bottom = 100, Top = 60;
    private const float LabelSize = 13;

    /// <summary>From this ratio of largest to smallest latency on, the axis is logarithmic.</summary>
    private const double LogarithmicFrom = 8;

    // In the order of Reference.Classes, as the colours; no two classes share both.
    private static readonly (MarkerShape Filled, MarkerShape Open)[] s_shapes =
    [
        (MarkerShape.FilledCircle, MarkerShape.OpenCircle), (MarkerShape.FilledSquare, MarkerShape.OpenSquare),
        (MarkerShape.FilledTriangleUp, MarkerShape.OpenTriangleUp), (MarkerShape.FilledDiamond, MarkerShape.OpenDiamond),
        (MarkerShape.FilledTriangleDown, MarkerShape.OpenTriangleDown), (MarkerShape.FilledCircle, MarkerShape.OpenCircle),
        (MarkerShape.FilledSquare, MarkerShape.OpenSquare), (MarkerShape.FilledDiamond, MarkerShape.OpenDiamond),
    ];

    private readonly Plot _plot;
    private readonly ReferenceResult[] _results;
    private readonly bool _isLogarithmic;
    private readonly AxisLimits _limits;

    private ReferencePicture(Plot plot, IReadOnlyList<ReferenceResult> results)
    {
        _plot = plot;
        _results = [.. results.Where(result => result.IsMeasured)];
        double[] latencies = [.. _results.Select(result => result.Onnx.MedianMs)];
        _isLogarithmic = latencies.Max() / latencies.Min() >= LogarithmicFrom;
        var (left, right) = Widen(X(latencies.Min()), X(latencies.Max()), _isLogarithmic ? 0.05 : 0.5);
        var (bottom, top) = Widen(_results.Min(result => result.Miou - Deviation(result)), _results.Max(result => result.Miou + Deviation(result)), 0.01);
        _limits = new AxisLimits(left, right, Math.Max(0, bottom), Math.Min(1, top));
    }

    /// <summary>Draws the measured references, at least one.</summary>
    /// <param name="title">Title of the picture.</param>
    /// <param name="conditions">How latency was measured.</param>
    /// <param name="results">The results.</param>
    /// <returns>The picture as SVG text and as the bytes of a PNG.</returns>
    public static (string Svg, byte[] Png) Draw(string title, string conditions, IReadOnlyList<ReferenceResult> results)
    {
        using var plot = new Plot();
        new ReferencePicture(plot, results).Draw(title, conditions);
        return (plot.GetSvgXml(Width, Height), plot.GetImageBytes(Width, Height, ImageFormat.Png));
    }

    private void Draw(string title, string conditions)
    {
        _plot.Title(title);
        _plot.XLabel($"latency in ONNX Runtime, ms per image (median{(_isLogarithmic ? ", logarithmic" : "")}), lower is better\n{conditions}");
        _plot.YLabel("mIoU (validation), higher is better");
        (_plot.Axes.Bottom.Label.FontSize, _plot.Axes.Left.Label.FontSize) = (14, 16);
        // A fixed layout: labels are placed in pixels.
        _plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
        _plot.Axes.SetLimits(_limits);
        if (_isLogarithmic) _plot.Axes.Bottom.TickGenerator = Ticks();
        _plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            MinimumTickSpacing = 30, LabelFormatter = value => FormattableString.Invariant($"{value:F3}"),
        };
        DrawFront();
        DrawMarkers();
        DrawLabels();
        _plot.ShowLegend(Edge.Right);
    }

    private void DrawFront()
    {
        var front = ReferenceResult.Front(_results);
        double[] xs = [.. front.Select(result => X(result.Onnx.MedianMs)), _limits.Right];
        double[] ys = [.. front.Select(result => result.Miou), front[^1].Miou];
        var line = _plot.Add.Scatter(xs, ys, PictureColours.Front);
        (line.ConnectStyle, line.LineWidth, line.MarkerSize, line.LegendText) = (ConnectStyle.StepHorizontal, 2, 0, "Pareto front");
    }

    private void DrawMarkers()
    {
        var groups = _results.GroupBy(result => (Class: Reference.Classes.ToList().IndexOf(result.Reference.Class), result.Reference.Family));
        foreach (var group in groups.OrderBy(group => group.Key.Class))
        {
            var (name, color, shape) = (Reference.Classes[group.Key.Class], PictureColours.Series[group.Key.Class], s_shapes[group.Key.Class]);
            var isHollow = group.Key.Family == ReferenceFamily.Controlled;
            var (xs, ys) = (group.Select(result => X(result.Onnx.MedianMs)).ToArray(), group.Select(result => result.Miou).ToArray());
            if (group.Any(result => result.MiouDeviation > 0)) AddDeviations(xs, ys, [.. group.Select(Deviation)], color);
            var points = _plot.Add.ScatterPoints(xs, ys, color);
            (points.MarkerShape, points.MarkerSize, points.MarkerLineWidth) = (isHollow ? shape.Open : shape.Filled, 11, 2);
            points.LegendText = isHollow ? $"{name} (controlled)" : name;
        }
    }

    private void AddDeviations(double[] xs, double[] ys, double[] deviations, Color color)
    {
        var bars = _plot.Add.ErrorBar(xs, ys, deviations);
        (bars.Color, bars.CapSize, bars.LineWidth) = (color.WithAlpha(0.5), 3, 1);
    }

    private void DrawLabels()
    {
        var frame = new LabelBox(Left, Top, Width - Left - Right, Height - Top - Bottom);
        var markers = _results.Select(result => (X: PixelX(result), Y: PixelY(result), Width: WidthOf(result.Reference.System))).ToArray();
        var boxes = new LabelPlacement(frame, LabelSize + 3).Place(markers, FrontLine());
        for (var i = 0; i < boxes.Length; i++) DrawLabel(_results[i], markers[i].X, markers[i].Y, boxes[i]);
    }

    /// <summary>The parts of the step line, as boxes that labels keep away from.</summary>
    private IEnumerable<LabelBox> FrontLine()
    {
        var front = ReferenceResult.Front(_results);
        for (var i = 0; i < front.Count; i++)
        {
            var (x, y, end) = (PixelX(front[i]), PixelY(front[i]), i + 1 < front.Count ? PixelX(front[i + 1]) : Width - Right);
            yield return new LabelBox(x, y - 2, end - x, 4);
            if (i > 0) yield return new LabelBox(x - 2, y, 4, PixelY(front[i - 1]) - y);
        }
    }

    private void DrawLabel(ReferenceResult result, double x, double y, LabelBox box)
    {
        var (nearX, nearY) = (Math.Clamp(x, box.Left, box.Left + box.Width), Math.Clamp(y, box.Top, box.Top + box.Height));
        if (Math.Pow(nearX - x, 2) + Math.Pow(nearY - y, 2) > 15 * 15)
        {
            var leader = _plot.Add.Line(DataX(x), DataY(y), DataX(nearX), DataY(nearY));
            (leader.LineColor, leader.LineWidth) = (Colors.Gray.WithAlpha(0.6), 1);
        }
        var label = _plot.Add.Text(result.Reference.System, DataX(box.Left), DataY(box.Top));
        (label.LabelAlignment, label.LabelFontSize, label.LabelFontColor) = (Alignment.UpperLeft, LabelSize, Color.FromHex("#222222"));
    }

    private static double WidthOf(string text)
    {
        using var paint = Paint.NewDisposablePaint();
        return new LabelStyle { FontSize = LabelSize }.Measure(text, paint).Width;
    }

    private double X(double latencyMs) => _isLogarithmic ? Math.Log10(latencyMs) : latencyMs;

    private static double Deviation(ReferenceResult result) => result.MiouDeviation ?? 0;

    private double PixelX(ReferenceResult result) => Left + (X(result.Onnx.MedianMs) - _limits.Left) / (_limits.Right - _limits.Left) * (Width - Left - Right);

    private double PixelY(ReferenceResult result) => Top + (_limits.Top - result.Miou) / (_limits.Top - _limits.Bottom) * (Height - Top - Bottom);

    private double DataX(double pixel) => _limits.Left + (pixel - Left) / (Width - Left - Right) * (_limits.Right - _limits.Left);

    private double DataY(double pixel) => _limits.Top - (pixel - Top) / (Height - Top - Bottom) * (_limits.Top - _limits.Bottom);

    /// <summary>1, 2, 5, 10, 20 … within the axis.</summary>
    private ScottPlot.TickGenerators.NumericManual Ticks()
    {
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (var decade = (int)Math.Floor(_limits.Left); decade <= _limits.Right; decade++)
        {
            for (var digit = 1; digit < 10; digit++)
            {
                var value = digit * Math.Pow(10, decade);
                if (Math.Log10(value) < _limits.Left || Math.Log10(value) > _limits.Right) continue;
                if (digit is 1 or 2 or 5) ticks.AddMajor(Math.Log10(value), FormattableString.Invariant($"{value:G3}"));
                else ticks.AddMinor(Math.Log10(value));
            }
        }
        return ticks;
    }

    private static (double Low, double High) Widen(double low, double high, double least)
    {
        var margin = Math.Max((high - low) * 0.07, least);
        return (low - margin, high + margin);
    }
}
