using System.Collections.Immutable;
using NasFuse.Core.SearchSpaces.FusionLattices;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.Tests.SearchSpaces.FusionLattices;

internal static class LatticeExamples
{
    public static EncoderOptions Encoder { get; } = new()
    {
        Name = "plain",
        Nodes =
        [
            "s2: 1/2 x8 = conv(k=3,s=2) <- image",
            "s4: 1/4 x12 = mb(k=3,e=2,s=2) <- s2",
            "s8: 1/8 x16 = mb(k=3,e=2,s=2) <- s4",
            "s16: 1/16 x24 = mb(k=3,e=2,s=2) <- s8",
        ],
        Taps = ["s4", "s8", "s16"],
    };

    public static FusionLatticeOptions Rich { get; } = new()
    {
        Encoders = [Encoder, Encoder with { Name = "wide", Nodes = [Encoder.Nodes[0].Replace("x8", "x16"), .. Encoder.Nodes.Skip(1)] }],
        Strides = [new() { Stride = 4, Widths = [12, 16] }, new() { Stride = 8, Widths = [16, 24] }, new() { Stride = 16, Widths = [24, 40] }],
        Layers = 3,
        MaxInputs = 4,
        Reach = 2,
        Operators = ["conv(k=3)", "conv(k=3,d=2)", "dwsep(k=3)", "mb(k=3,e=3)", "mb(k=5,e=3,se=4)", "zoom", "res", "ppm(bins=1|2|3|6)"],
        Fusions = ["add", "mul", "concat", "wsum", "addmul", "ffm[r=4]"],
        UpVariants = ["c1>up", "up>c1", "c1n>nn"],
        DownVariants = ["s3", "c1>mp", "dn>c1n"],
        Head = new() { Widths = [24, 32], Fusions = ["concat", "add"] },
    };

    public static FusionLatticeOptions Tiny { get; } = new()
    {
        Encoders = [Encoder with { Nodes = Encoder.Nodes[..3], Taps = ["s4", "s8"] }],
        Strides = [new() { Stride = 4, Widths = [12] }, new() { Stride = 8, Widths = [16] }],
        Layers = 2,
        MaxInputs = 2,
        Reach = 1,
        Operators = ["conv(k=3)"],
        Fusions = ["add", "concat"],
        Head = new() { Widths = [16], Fusions = ["concat", "add"] },
    };

    public static FusionLattice Create(FusionLatticeOptions options) => (FusionLattice)options.Create("lattice", 11);
}
