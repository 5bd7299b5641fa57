using NasFuse.Core.Configuration;
using NasFuse.Core.SearchSpaces.Branches;

namespace NasFuse.Core.Tests.SearchSpaces.Branches;

internal static class BranchesExamples
{
    public static BranchesOptions Tiny { get; } = new()
    {
        Encoders = [new() { Name = "stem", Nodes = ["s8: 1/8 x8 = conv(k=3,s=8) <- image"], Taps = ["s8"] }],
        Strides = [new() { Stride = 8, Widths = [8], EndWidth = 6 }, new() { Stride = 16, Widths = [12], EndWidth = 10 }, new() { Stride = 32, Widths = [16], EndWidth = 14 }],
        Branches = ["32+16"],
        Layers = 3,
        Operators = [new() { Keep = "conv(k=3)", Down = "conv(k=3,s=2)" }],
    };

    /// <summary>The shipped lattice with other sets of branches or layers.</summary>
    public static BranchesOptions Published { get; } = (BranchesOptions)SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "fasterseg")).Options;

    public static BranchFusionOptions Fusion { get; } = new() { Steps = 1, MaxInputs = 2, Fusions = ["add"], Operators = ["conv(k=3)"], Widths = [8] };

    public static BranchesSpace Create(BranchesOptions options) => (BranchesSpace)options.Create("branches", 19);
}
