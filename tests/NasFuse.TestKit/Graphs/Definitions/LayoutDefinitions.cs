using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>What moves or picks values.</summary>
internal static class LayoutDefinitions
{
    public static Map Permute(Map x, Permute p)
    {
        int[] order = [p.First, p.Second, p.Third];
        return Map.Create(new TensorShape(x.Shape[p.First], x.Shape[p.Second], x.Shape[p.Third]), (a, b, c) =>
        {
            var place = new int[3];
            (place[order[0]], place[order[1]], place[order[2]]) = (a, b, c);
            return x[place[0], place[1], place[2]];
        });
    }

    public static Map Crop(Map x, Crop p) => Map.Create(new TensorShape(x.Channels, p.Size.Height, p.Size.Width), (c, i, j) => x[c, p.Top + i, p.Left + j]);

    public static Map TakeMinimum(Map x, int count) =>
        Map.Create(x.Shape with { Channels = x.Channels / count }, (c, i, j) => Enumerable.Range(c * count, count).Min(k => x[k, i, j]));

    public static Map KeepLargest(Map x, int count) => Map.Create(x.Shape, (c, i, j) =>
    {
        var larger = x.Line(0, c, i, j).Count(v => v > x[c, i, j]);
        return larger < count ? x[c, i, j] : 0;
    });
}
