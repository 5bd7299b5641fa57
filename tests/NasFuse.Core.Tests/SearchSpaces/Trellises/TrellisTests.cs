using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.Trellises;

namespace NasFuse.Core.Tests.SearchSpaces.Trellises;

public sealed class TrellisTests
{
    private static readonly TrellisOptions Tiny = TrellisExamples.Tiny;

    private static readonly Dictionary<string, (TrellisOptions Options, string Place, string Code, string Word)> Mistakes = new()
    {
        ["stride that skips one"] = (Tiny with { Strides = [4, 16] }, "strides[1]", ErrorCodes.Contradiction, "twice the one before"),
        ["stride that is no power"] = (Tiny with { Strides = [6] }, "strides[0]", ErrorCodes.OutOfRange, "power of two"),
        ["stem of one node"] = (Tiny with { Encoders = [new() { Name = "s", Nodes = ["s4: 1/4 x8 = conv(s=4) <- image"], Taps = ["s4"] }] }, "encoders[0].nodes", ErrorCodes.OutOfRange, "the last two"),
        ["stem that goes on"] = (Tiny with { Encoders = [Tiny.Encoders[0] with { Nodes = [.. Tiny.Encoders[0].Nodes, "s8: 1/8 x8 = conv(s=2) <- s4"] }] }, "encoders[0].taps[0]", ErrorCodes.Contradiction, "last node"),
        ["stem with a name of the space"] = (Tiny with { Encoders = [new() { Name = "s", Nodes = ["L1p: 1/2 x8 = conv(s=2) <- image", "s4: 1/4 x8 = conv(s=2) <- L1p"], Taps = ["s4"] }] }, "encoders[0].nodes[0]", ErrorCodes.BadReference, "choose another"),
        ["nothing but none"] = (Tiny with { Operators = ["none"] }, "operators", ErrorCodes.OutOfRange, "computes something"),
        ["operator that pools down"] = (Tiny with { Operators = ["mp"] }, "operators[0]", ErrorCodes.Contradiction, "must have stride 1"),
        ["operator twice"] = (Tiny with { Operators = ["conv", "conv(k=3)"] }, "operators[1]", ErrorCodes.Contradiction, "stands twice"),
        ["none twice"] = (Tiny with { Operators = ["none", "conv", "none"] }, "operators[2]", ErrorCodes.Contradiction, "'none' stands twice"),
        ["unknown operator"] = (Tiny with { Operators = ["cnv"] }, "operators[0]", ErrorCodes.UnknownVocabulary, "Did you mean"),
        ["keep without channels"] = (Tiny with { Keep = "relu" }, "keep", ErrorCodes.Contradiction, "match the channels"),
        ["up that leads down"] = (Tiny with { Up = "s3" }, "up", ErrorCodes.Contradiction, "cannot be halved"),
        ["too many blocks"] = (Tiny with { Blocks = 9 }, "blocks", ErrorCodes.OutOfRange, "1..8"),
        ["filters twice"] = (Tiny with { Filters = [4, 4] }, "filters[1]", ErrorCodes.Contradiction, "stands twice"),
        ["head with a stride"] = (Tiny with { Head = new() { Operators = ["conv(s=2)"] } }, "head.operators[0]", ErrorCodes.Contradiction, "stride 1"),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_with_key_code_and_fix(string name)
    {
        var (options, place, code, word) = Mistakes[name];
        var error = Assert.Throws<UserErrorException>(() => options.Create("trellis", 11));
        Assert.Contains(error.Diagnostics, d => d.Place.File == $"trellis: {place}" && d.Code == code && d.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sample_reads_as_its_choices_say()
    {
        var labels = new Dictionary<string, string>
        {
            ["cell/b1/operator1"] = "dwsep", ["cell/b1/input1"] = "prev", ["cell/b1/operator2"] = "id", ["cell/b1/input2"] = "prev2",
            ["path/L2"] = "8", ["path/L3"] = "4",
        };
        var space = TrellisExamples.Create(Tiny with { Layers = 2 });
        var proposal = space.Propose(new ReplayChooser(new Assignment(Assignment.Empty.Labels.AddRange(labels)), new RandomChooser(new Random(1))));
        Assert.Equal(
            """
            s2:    1/2 x8 = conv(s=2) <- image
            s4:    1/4 x8 = conv(s=2) <- s2
            L1p:   1/4 x4 = id <- s4>c1
            L1q:   1/4 x4 = id <- s2>dn>c1
            L1b1x: 1/4 x4 = dwsep <- L1p
            L1b1:  1/4 x4 = id <- add{L1b1x; L1q}
            L2p:   1/8 x8 = id <- L1b1>dn>c1
            L2q:   1/8 x8 = id <- s4>dn>c1
            L2b1x: 1/8 x8 = dwsep <- L2p
            L2b1:  1/8 x8 = id <- add{L2b1x; L2q}
            head:  1/8 x8 = conv <- L2b1
            cls:   1/8 x11 = conv(k=1,bn=0,act=none) <- head
            out:   1/1 x11 = id <- cls>up

            """, ArchitectureText.Format(proposal.Architecture));
    }

    [Fact]
    public void What_is_skipped_by_every_cell_is_left_out()
    {
        var space = TrellisExamples.Create(Tiny with { Layers = 5, Strides = [4], Operators = ["conv(k=3)"] });
        var onlyBeforePrevious = space.Enumerate().Single(p => p.Assignment.Labels["cell/b1/input1"] == "prev2" && p.Assignment.Labels["cell/b1/input2"] == "prev2");
        Assert.Equal(
            ["s2", "L1q", "L1b1x", "L1b1y", "L1b1", "L3q", "L3b1x", "L3b1y", "L3b1", "L5q", "L5b1x", "L5b1y", "L5b1", "head", "cls", "out"],
            onlyBeforePrevious.Architecture.Nodes.Select(node => node.Id));
    }
}
