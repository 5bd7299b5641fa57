using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.FusionLattices;

namespace NasFuse.Core.Tests.SearchSpaces.FusionLattices;

/// <summary>The count against what full enumeration finds, one tiny lattice per feature.</summary>
public sealed class LatticeCountTests
{
    public static TheoryData<string> Cases => [.. Examples.Keys];

    private static readonly FusionLatticeOptions Tiny = LatticeExamples.Tiny;

    private static readonly Dictionary<string, FusionLatticeOptions> Examples = new()
    {
        ["two layers, two strides"] = Tiny,
        ["one layer"] = Tiny with { Layers = 1, Operators = ["conv(k=3)", "dwsep(k=3)"] },
        ["three layers, in-degree one"] = Tiny with { Layers = 3, MaxInputs = 1 },
        ["three layers, one stride"] = Tiny with
        {
            Layers = 3, MaxInputs = 3, Encoders = [LatticeExamples.Encoder with { Nodes = LatticeExamples.Encoder.Nodes[..2], Taps = ["s4"] }],
            Strides = [new() { Stride = 4, Widths = [12, 16] }],
        },
        ["variants"] = Tiny with { Layers = 1, UpVariants = ["c1>up", "up>c1", "c1n>nn"], DownVariants = ["s3", "c1>mp"] },
        ["in-degree three"] = Tiny with { MaxInputs = 3, Fusions = ["add"] },
        ["no reach"] = Tiny with { Reach = 0, Layers = 3, Fusions = ["add"] },
        ["two encoders and head widths"] = Tiny with
        {
            Layers = 1,
            Encoders = [Tiny.Encoders[0], Tiny.Encoders[0] with { Name = "wide", Nodes = ["s2: 1/2 x16 = conv(k=3,s=2) <- image", .. Tiny.Encoders[0].Nodes.Skip(1)] }],
            Head = new() { Widths = [16, 24, 32], Fusions = ["concat", "add", "wsum"] },
        },
        ["distant strides"] = Tiny with
        {
            Layers = 2, Reach = 1, Fusions = ["add"], MaxInputs = 2,
            Encoders = [LatticeExamples.Encoder], Strides = [new() { Stride = 4, Widths = [12] }, new() { Stride = 8, Widths = [16] }, new() { Stride = 16, Widths = [24] }],
            Head = new() { Fusions = ["add"] },
        },
        ["auxiliary head"] = Tiny with { Layers = 1, AuxiliaryWeight = 0.4 },
        ["operator like the encoder's"] = Tiny with
        {
            Layers = 1, Operators = ["conv(k=3)", "mb(k=3,e=2)"],
            Encoders =
            [
                new()
                {
                    Name = "plain", Taps = ["s4", "s8"],
                    Nodes = ["s4: 1/4 x12 = conv(k=3,s=4) <- image", "a8: 1/8 x16 = conv(k=3,s=2) <- s4", "s8: 1/8 x16 = conv(k=3) <- a8"],
                },
            ],
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Count_is_the_number_of_distinct_ids(string name)
    {
        var space = LatticeExamples.Create(Examples[name]);
        var distinct = space.Enumerate().Select(proposal => ArchitectureId.Of(proposal.Architecture)).ToHashSet();
        Assert.Equal(SpaceCount.Exactly(distinct.Count), space.Count());
    }

    [Fact]
    public void One_place_counts_by_hand()
    {
        // One layer, one stride: the node reads the tap or is not there at all, which is not allowed.
        var options = Examples["three layers, one stride"] with { Layers = 1, Operators = ["conv(k=3)", "res", "zoom"] };
        Assert.Equal(SpaceCount.Exactly(3 * 2), LatticeExamples.Create(options).Count());
    }

    [Fact]
    public void The_largest_lattice_is_counted_too()
    {
        var encoder = LatticeExamples.Encoder with
        {
            Nodes = [.. LatticeExamples.Encoder.Nodes, "s32: 1/32 x32 = conv(s=2) <- s16"], Taps = ["s4", "s8", "s16", "s32"],
        };
        var options = LatticeExamples.Rich with { Encoders = [encoder], Layers = 8, MaxInputs = 8, Strides = [.. LatticeExamples.Rich.Strides, new() { Stride = 32, Widths = [32] }] };
        Assert.True(LatticeExamples.Create(options).Count().AtLeast > BigInteger.Pow(10, 60));
    }
}
