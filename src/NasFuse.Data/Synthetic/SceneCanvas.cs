using NasFuse.Core.Graphs;

namespace NasFuse.Data.Synthetic;

/// <summary>Colours, classes and objects of a scene at twice its size. Averaging 2×2 pixels at the end smooths edges and shows where objects meet: that is void.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SceneCanvas(Size final)
{
    private readonly Tint[] _tints = new Tint[4 * final.Height * final.Width];
    private readonly StreetClass[] _classes = new StreetClass[4 * final.Height * final.Width];
    private readonly ushort[] _objects = new ushort[4 * final.Height * final.Width];

    public int Width { get; } = 2 * final.Width;

    public int Height { get; } = 2 * final.Height;

    public void Set(int x, int y, Tint tint, StreetClass kind, ushort thing)
    {
        var i = y * Width + x;
        (_tints[i], _classes[i], _objects[i]) = (tint, kind, thing);
    }

    /// <summary>Fills a convex polygon.</summary>
    public void Fill(ReadOnlySpan<Point> corners, StreetClass kind, ushort thing, Func<int, int, Tint> paint)
    {
        Visit(corners, this, (canvas, x, y) => canvas.Set(x, y, paint(x, y), kind, thing));
    }

    /// <summary>Darkens a convex polygon; what it shows stays.</summary>
    public void Shade(ReadOnlySpan<Point> corners, float factor) =>
        Visit(corners, this, (canvas, x, y) => canvas._tints[y * canvas.Width + x] *= factor);

    /// <summary>Fills those pixels of an ellipse that <paramref name="paint"/> gives a tint.</summary>
    public void FillEllipse(Point center, double radiusX, double radiusY, StreetClass kind, ushort thing, Func<int, int, double, Tint?> paint)
    {
        for (var y = Math.Max(0, (int)(center.Y - radiusY)); y < Math.Min(Height, center.Y + radiusY); y++)
        {
            for (var x = Math.Max(0, (int)(center.X - radiusX)); x < Math.Min(Width, center.X + radiusX); x++)
            {
                double dx = (x + 0.5 - center.X) / radiusX, dy = (y + 0.5 - center.Y) / radiusY, distance = dx * dx + dy * dy;
                if (distance <= 1 && paint(x, y, distance) is { } tint) Set(x, y, tint, kind, thing);
            }
        }
    }

    /// <summary>The finished sample, with sensor noise.</summary>
    /// <param name="name">Name of the sample.</param>
    /// <param name="noise">Amplitude of the noise, 0..1.</param>
    /// <param name="seed">Seed of the noise.</param>
    public SegmentationSample Finish(string name, float noise, uint seed)
    {
        var area = final.Height * final.Width;
        byte[] rgb = new byte[3 * area], labels = new byte[area];
        for (var y = 0; y < final.Height; y++)
        {
            for (var x = 0; x < final.Width; x++)
            {
                int i = y * final.Width + x, a = 2 * y * Width + 2 * x, b = a + Width;
                rgb[i] = Average(_tints[a].Red, _tints[a + 1].Red, _tints[b].Red, _tints[b + 1].Red, x, y, seed);
                rgb[area + i] = Average(_tints[a].Green, _tints[a + 1].Green, _tints[b].Green, _tints[b + 1].Green, x, y, seed + 1);
                rgb[2 * area + i] = Average(_tints[a].Blue, _tints[a + 1].Blue, _tints[b].Blue, _tints[b + 1].Blue, x, y, seed + 2);
                var isOneThing = _objects[a] == _objects[a + 1] && _objects[a] == _objects[b] && _objects[a] == _objects[b + 1];
                labels[i] = isOneThing ? (byte)_classes[a] : SegmentationDataset.Void;
            }
        }
        return new SegmentationSample(name, final, rgb, labels);

        // The sum of two uniform numbers is near enough to the bell of a sensor's noise.
        byte Average(float p, float q, float r, float s, int x, int y, uint channel) =>
            (byte)Math.Clamp(255 * (0.25f * (p + q + r + s) + noise * (ValueNoise.Hash(x, y, channel) + ValueNoise.Hash(y, x, ~channel) - 1)) + 0.5f, 0, 255);
    }

    private static void Visit(ReadOnlySpan<Point> corners, SceneCanvas canvas, Action<SceneCanvas, int, int> visit)
    {
        double top = double.MaxValue, bottom = double.MinValue;
        foreach (var corner in corners) (top, bottom) = (Math.Min(top, corner.Y), Math.Max(bottom, corner.Y));
        for (var y = Math.Max(0, (int)(top - 0.5)); y < Math.Min(canvas.Height, bottom); y++)
        {
            var (left, right) = Span(corners, y + 0.5);
            for (var x = (int)Math.Max(0, Math.Ceiling(left - 0.5)); x < Math.Min(canvas.Width, right - 0.5); x++) visit(canvas, x, y);
        }
    }

    /// <summary>Where a row crosses a convex polygon.</summary>
    private static (double Left, double Right) Span(ReadOnlySpan<Point> corners, double y)
    {
        double left = double.MaxValue, right = double.MinValue;
        for (var i = 0; i < corners.Length; i++)
        {
            Point a = corners[i], b = corners[(i + 1) % corners.Length];
            if (a.Y > y == b.Y > y) continue;
            var x = a.X + (b.X - a.X) * (y - a.Y) / (b.Y - a.Y);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
        }
        return (left, right);
    }
}
