using NasFuse.Core.SearchSpaces.DenseGrids;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.Tests.SearchSpaces.DenseGrids;

internal static class DenseGridExamples
{
    /// <summary>The grid of DCNAS: one stem, four strides, fourteen layers, six operators.</summary>
    public static DenseGridOptions Dcnas { get; } = new()
    {
        Encoders = [new() { Name = "stem", Nodes = ["s2: 1/2 x8 = conv(k=3,s=2) <- image", "s4: 1/4 x8 = conv(k=3,s=2) <- s2"], Taps = ["s4"] }],
        Strides = [new() { Stride = 4, Widths = [8] }, new() { Stride = 8, Widths = [16] }, new() { Stride = 16, Widths = [32] }, new() { Stride = 32, Widths = [64] }],
        Layers = 14,
        MaxInputs = 4,
        Operators = ["mb(k=3,e=3,se=4)", "mb(k=5,e=3,se=4)", "mb(k=7,e=3,se=4)", "mb(k=3,e=6,se=4)", "mb(k=5,e=6,se=4)", "mb(k=7,e=6,se=4)"],
        Fusions = ["wsum"],
        UpVariants = ["c1>up"],
        DownVariants = ["c1>dn"],
        Head = new() { Widths = [16], Fusions = ["wsum"], Up = "c1>up" },
    };

    /// <summary>Small enough to go through: two strides, one operator.</summary>
    public static DenseGridOptions Tiny { get; } = Dcnas with
    {
        Strides = Dcnas.Strides[..2], Layers = 2, MaxInputs = 2, Operators = ["conv(k=3)"],
    };

    /// <summary>Several of everything.</summary>
    public static DenseGridOptions Rich { get; } = Dcnas with
    {
        Encoders =
        [
            .. Dcnas.Encoders,
            new()
            {
                Name = "deep", Taps = ["r4", "r16"],
                Nodes = ["r2: 1/2 x12 = conv(k=3,s=2) <- image", "r4: 1/4 x16 = res(s=2) <- r2", "r8: 1/8 x24 = res(s=2) <- r4", "r16: 1/16 x32 = res(s=2) <- r8"],
            },
        ],
        Strides = [new() { Stride = 4, Widths = [8, 12] }, .. Dcnas.Strides[1..]],
        Layers = 5,
        Fusions = ["wsum", "add", "concat"],
        UpVariants = ["c1>up", "up>c1"],
        DownVariants = ["c1>dn", "s3"],
        Head = new() { Widths = [16, 24], Fusions = ["wsum", "concat"] },
    };

    public static DenseGrid Create(DenseGridOptions options) => (DenseGrid)options.Create("grid", 11);
}
