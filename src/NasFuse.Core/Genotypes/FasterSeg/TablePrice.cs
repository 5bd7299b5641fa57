using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Part of the network that a price belongs to.</summary>
public enum NetworkPart
{
    /// <summary>Down to 1/8; not searched.</summary>
    Stem,

    /// <summary>The searched cells.</summary>
    Cells,

    /// <summary>Aggregation, fusion and classifier; not searched.</summary>
    Head,
}

/// <summary>One summand of a price.</summary>
/// <param name="Part">Where it belongs.</param>
/// <param name="Node">Id of the architecture's node.</param>
/// <param name="Key">Key in the table.</param>
/// <param name="LatencyMs">Its entry.</param>
public sealed record PricedNode(NetworkPart Part, string Node, string Key, double LatencyMs);

/// <summary>Latency of a decoded genotype by a latency table: stem, distinct cells and head added up; resizing and concatenation cost nothing there.</summary>
/// <param name="Nodes">The summands, in the order they are added.</param>
public sealed record TablePrice(ImmutableArray<PricedNode> Nodes)
{
    /// <summary>Image size that the published table was measured for.</summary>
    public static Size PublishedSize { get; } = new(1024, 2048);

    /// <summary>The sum, ms.</summary>
    public double TotalMs => Nodes.Sum(node => node.LatencyMs);

    /// <summary>The sum of one part, ms.</summary>
    public double MsOf(NetworkPart part) => Nodes.Where(node => node.Part == part).Sum(node => node.LatencyMs);

    /// <summary>Prices a genotype.</summary>
    /// <param name="genotype">What to price.</param>
    /// <param name="table">Latencies.</param>
    /// <param name="size">Image size; maps at stride s are <c>floor(H / s) × floor(W / s)</c>.</param>
    /// <param name="keying">How keys are made.</param>
    /// <exception cref="UserErrorException">The table lacks entries; all are named.</exception>
    public static TablePrice Of(DecodedGenotype genotype, LatencyTable table, Size size, TableKeying keying)
    {
        var wanted = Wanted(genotype, size, keying).ToArray();
        var errors = new DiagnosticBag();
        foreach (var key in wanted.Select(node => node.Key).Distinct().Where(key => table.Find(key) is null))
        {
            errors.Add(new SourcePlace(table.File), ErrorCodes.MissingKey,
                $"the table has no entry '{key}'; it prices only the image size, classes and widths it was measured for");
        }
        errors.ThrowIfAny();
        return new([.. wanted.Select(node => new PricedNode(node.Part, node.Id, node.Key, table.Find(node.Key)!.Value))]);
    }

    private static IEnumerable<(NetworkPart Part, string Id, string Key)> Wanted(DecodedGenotype genotype, Size image, TableKeying keying) =>
    [
        .. Stem(genotype, image).Select(node => (NetworkPart.Stem, node.Id, node.Key)),
        .. genotype.Cells.Select(cell => (NetworkPart.Cells, cell.Id, KeyOf(cell, image, keying))),
        .. genotype.Branches.SelectMany(branch => Aggregation(genotype, branch, image)).Select(node => (NetworkPart.Head, node.Id, node.Key)),
        (NetworkPart.Head, "ffm", TableKeys.Fusion(At(image, 8), genotype.FusedWidth)),
        (NetworkPart.Head, "head", TableKeys.Head(At(image, 8), genotype.FusedWidth, genotype.Classes)),
    ];

    private static IEnumerable<(string Id, string Key)> Stem(DecodedGenotype genotype, Size image)
    {
        var widths = genotype.StemWidths;
        return
        [
            ("s2", TableKeys.Conv(image, 3, widths[0], kernel: 3, stride: 2)),
            ("s4", TableKeys.Cell(CellOperator.ConvTwice, TableKeying.Corrected, At(image, 2), widths[0], widths[1], stride: 2)),
            ("s8", TableKeys.Cell(CellOperator.ConvTwice, TableKeying.Corrected, At(image, 4), widths[1], widths[2], stride: 2)),
        ];
    }

    private static string KeyOf(Cell cell, Size image, TableKeying keying) =>
        TableKeys.Cell(cell.Operator, keying, At(image, cell.StrideBefore), cell.WidthBefore, cell.WidthAfter, cell.StrideAfter / cell.StrideBefore);

    private static IEnumerable<(string Id, string Key)> Aggregation(DecodedGenotype genotype, Branch branch, Size image)
    {
        for (var stride = branch.Stride / 2; stride >= 8; stride /= 2)
        {
            var (before, width) = (genotype.HeadWidth(2 * stride), genotype.HeadWidth(stride));
            yield return ($"a{branch.Stride}_{stride}", TableKeys.Conv(At(image, 2 * stride), before, width, kernel: 1));
            yield return ($"r{branch.Stride}_{stride}", TableKeys.Conv(At(image, stride), width + genotype.WidthAt(branch, stride), width, kernel: 3));
        }
    }

    private static Size At(Size image, int stride) => new(image.Height / stride, image.Width / stride);
}
