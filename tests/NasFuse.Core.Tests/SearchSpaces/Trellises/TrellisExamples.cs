using NasFuse.Core.SearchSpaces.Trellises;

namespace NasFuse.Core.Tests.SearchSpaces.Trellises;

internal static class TrellisExamples
{
    public static TrellisOptions Tiny { get; } = new()
    {
        Encoders = [new() { Name = "stem", Nodes = ["s2: 1/2 x8 = conv(k=3,s=2) <- image", "s4: 1/4 x8 = conv(k=3,s=2) <- s2"], Taps = ["s4"] }],
        Strides = [4, 8],
        Layers = 3,
        Blocks = 1,
        Filters = [4],
        Operators = ["dwsep(k=3)", "id"],
        Head = new() { Operators = ["conv(k=3)"], Widths = [8] },
    };

    public static Trellis Create(TrellisOptions options) => (Trellis)options.Create("trellis", 11);
}
