using NasFuse.Core.SearchSpaces.Meshes;

namespace NasFuse.Core.Tests.SearchSpaces.Meshes;

internal static class MeshExamples
{
    public static MeshOptions Tiny { get; } = new()
    {
        Encoders = [new() { Name = "stem", Nodes = ["s4: 1/4 x8 = conv(k=3,s=4) <- image"], Taps = ["s4"] }],
        Stages = [new() { Branches = 2, Units = [1] }],
        Widths = [4],
        Operators = ["res"],
    };

    public static Mesh Create(MeshOptions options) => (Mesh)options.Create("mesh", 11);
}
