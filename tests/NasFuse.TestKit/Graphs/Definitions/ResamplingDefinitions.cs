using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Resampling.</summary>
internal static class ResamplingDefinitions
{
    public static Map Resample(Map x, Size size, ResizeMode mode) => mode switch
    {
        ResizeMode.Bilinear => Bilinear(x, size, (target, from, to) => Math.Max(0, (target + 0.5) * from / to - 0.5)),
        ResizeMode.BilinearCorners => Bilinear(x, size, (target, from, to) => to == 1 ? 0 : (double)target * (from - 1) / (to - 1)),
        ResizeMode.Nearest => Map.Create(x.Shape with { Height = size.Height, Width = size.Width }, (c, i, j) => x[c, Nearest(i, x.Height, size.Height), Nearest(j, x.Width, size.Width)]),
        _ => throw new NotSupportedException($"the reference does not know {mode}"),
    };

    private static Map Bilinear(Map x, Size size, Func<int, int, int, double> source) => Map.Create(x.Shape with { Height = size.Height, Width = size.Width }, (c, i, j) =>
    {
        var (top, bottom, down) = Neighbours(source(i, x.Height, size.Height), x.Height);
        var (left, right, across) = Neighbours(source(j, x.Width, size.Width), x.Width);
        var upper = x[c, top, left] * (1 - across) + x[c, top, right] * across;
        var lower = x[c, bottom, left] * (1 - across) + x[c, bottom, right] * across;
        return upper * (1 - down) + lower * down;
    });

    private static (int Before, int After, double Share) Neighbours(double position, int length)
    {
        var before = Math.Min((int)position, length - 1);
        return (before, Math.Min(before + 1, length - 1), position - before);
    }

    // PyTorch's float32 ratio is part of the definition.
    private static int Nearest(int target, int from, int to) => Math.Min((int)MathF.Floor(target * ((float)from / to)), from - 1);
}
