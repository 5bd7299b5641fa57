using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Pooling, its indices and what reads them.</summary>
internal static class PoolingDefinitions
{
    public static Map TakeLargest(Map x, Pooling p) => Pool(x, p, window => window.Max());

    /// <summary>Divides by the part of the window that lies in the padded map: all of it, except where an even window hangs over.</summary>
    public static Map AverageWithPadding(Map x, Pooling p)
    {
        var sums = Pool(x, p, window => window.Sum());
        return Map.Create(sums.Shape, (c, i, j) => sums[c, i, j] / (Covered(i, x.Height) * Covered(j, x.Width)));

        double Covered(int position, int length)
        {
            var start = position * p.Stride - p.Padding;
            return Math.Min(start + p.Kernel, length + p.Padding) - start;
        }
    }

    public static Map AverageToGrid(Map x, Size grid) => Map.Create(x.Shape with { Height = grid.Height, Width = grid.Width }, (c, i, j) =>
    {
        var (top, bottom) = Bin(i, x.Height, grid.Height);
        var (left, right) = Bin(j, x.Width, grid.Width);
        double sum = 0;
        for (var u = top; u < bottom; u++)
        for (var v = left; v < right; v++)
            sum += x[c, u, v];
        return sum / ((bottom - top) * (right - left));
    });

    /// <summary>The places of the largest values, <c>row · width + column</c>.</summary>
    public static Map FindLargest(Map x, int kernel)
    {
        var shape = x.Shape with { Height = (int)Math.Ceiling((double)x.Height / kernel), Width = (int)Math.Ceiling((double)x.Width / kernel) };
        return Map.Create(shape, (c, i, j) =>
        {
            var (place, largest) = (-1, double.NegativeInfinity);
            for (var u = i * kernel; u < Math.Min(x.Height, (i + 1) * kernel); u++)
            for (var v = j * kernel; v < Math.Min(x.Width, (j + 1) * kernel); v++)
                if (x[c, u, v] > largest) (place, largest) = (u * x.Width + v, x[c, u, v]);
            return place;
        });
    }

    public static Map Unpool(Map values, Map places, Unpooling p) => Map.Create(values.Shape with { Height = p.Size.Height, Width = p.Size.Width }, (c, i, j) =>
        (int)places[c, i / p.Kernel, j / p.Kernel] == i * p.Size.Width + j ? values[c, i / p.Kernel, j / p.Kernel] : 0);

    private static Map Pool(Map x, Pooling p, Func<IEnumerable<double>, double> summarize)
    {
        var shape = x.Shape with { Height = (x.Height + p.Stride - 1) / p.Stride, Width = (x.Width + p.Stride - 1) / p.Stride };
        return Map.Create(shape, (c, i, j) => summarize(
            from u in Enumerable.Range(i * p.Stride - p.Padding, p.Kernel)
            from v in Enumerable.Range(j * p.Stride - p.Padding, p.Kernel)
            where x.Contains(u, v)
            select x[c, u, v]));
    }

    private static (int Start, int End) Bin(int index, int length, int bins) =>
        ((int)Math.Floor((double)index * length / bins), (int)Math.Ceiling((double)(index + 1) * length / bins));
}
