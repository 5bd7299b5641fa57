using System.Diagnostics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Measurement;

namespace NasFuse.Benchmarks;

/// <summary>How long it takes to lower and count an architecture, and to name it.</summary>
public static class ArchitectureBenchmark
{
    /// <summary>Medians for one architecture.</summary>
    /// <param name="Nodes">Nodes of the architecture.</param>
    /// <param name="Primitives">Primitives of its graph.</param>
    /// <param name="LowerAndCountMs">Lowering, shapes, parameters, MACs and activation memory, milliseconds.</param>
    /// <param name="IdMs">Canonical id, milliseconds.</param>
    public sealed record Row(int Nodes, int Primitives, double LowerAndCountMs, double IdMs);

    /// <summary>Measures a dense lattice of about 200 nodes over four scales, each merging three earlier nodes.</summary>
    public static Row Run(int runs = 200)
    {
        var (architecture, size) = (Lattice(), new Size(180, 240));
        return new Row(
            architecture.Nodes.Length, architecture.Lower(size).Nodes.Length,
            MedianMs(runs, () => GraphCost.Of(architecture.Lower(size))), MedianMs(runs, () => ArchitectureId.Of(architecture)));
    }

    private static Architecture Lattice()
    {
        int[] strides = [4, 8, 16, 32];
        List<string> lines = ["l0_4: 1/4 x16 = conv(k=3,s=4) <- image"];
        foreach (var stride in strides.Skip(1)) lines.Add($"l0_{stride}: 1/{stride} x{4 * stride} = mb(k=3,e=3,s=2) <- l0_{stride / 2}");
        for (var layer = 1; layer < 49; layer++)
        {
            foreach (var (stride, i) in strides.Select((stride, i) => (stride, i)))
                lines.Add($"l{layer}_{stride}: 1/{stride} x{4 * stride} = mb(k={3 + 2 * (layer % 3)},e=3) <- wsum{{{string.Join("; ", Sources(layer, i, strides))}}}");
        }
        lines.Add($"cls: 1/4 x11 = conv(k=1,bn=0,act=none) <- concat{{{string.Join("; ", strides.Select(stride => $"l48_{stride}{(stride == 4 ? "" : ">up")}"))}}}");
        lines.Add("out: 1/1 x11 = id <- cls>up");
        return ArchitectureText.Parse(string.Join('\n', lines));
    }

    private static IEnumerable<string> Sources(int layer, int index, int[] strides) =>
        new[] { index - 1, index, index + 1 }.Where(i => i >= 0 && i < strides.Length)
            .Select(i => $"l{layer - 1}_{strides[i]}" + (i == index ? "" : i < index ? ">c1>dn" : ">c1>up"));

    private static double MedianMs(int runs, Action action)
    {
        for (var i = 0; i < runs; i++) action();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return Quantiles.Median(times);
    }
}
