using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces.FusionLattices;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.Tests.SearchSpaces.FusionLattices;

public sealed class LatticePlanReaderTests
{
    private static readonly FusionLatticeOptions Tiny = LatticeExamples.Tiny;
    private static readonly EncoderOptions Encoder = Tiny.Encoders[0];

    private static readonly Dictionary<string, (FusionLatticeOptions Options, string Place, string Code, string Word)> Mistakes = new()
    {
        ["unknown operator"] = (Tiny with { Operators = ["conv(k=3)", "cnv(k=3)"] }, "operators[1]", ErrorCodes.UnknownVocabulary, "Did you mean 'conv'?"),
        ["operator with a stride"] = (Tiny with { Operators = ["conv(k=3,s=2)"] }, "operators[0]", ErrorCodes.Contradiction, "stride 1"),
        ["operator that keeps channels"] = (Tiny with { Operators = ["id"] }, "operators[0]", ErrorCodes.Contradiction, "7 channels into 5"),
        ["operator that divides channels"] = (Tiny with { Operators = ["conv(k=3,g=4)"] }, "operators[0]", ErrorCodes.Contradiction, "does not fit every node"),
        ["operator twice in other words"] = (Tiny with { Operators = ["conv(k=3)", "conv"] }, "operators[1]", ErrorCodes.Contradiction, "stands twice"),
        ["operator with more than an operator"] = (Tiny with { Operators = ["conv(k=3) <- s2"] }, "operators[0]", ErrorCodes.ArchitectureSyntax, "nothing more"),
        ["endless operator"] = (Tiny with { Operators = [new string('x', 100_000)] }, "operators[0]", ErrorCodes.OutOfRange, "more than 500"),
        ["endless tap"] = (With(Encoder with { Taps = ["s4", new string('x', 100_000)] }), "encoders[0].taps[1]", ErrorCodes.UnknownName, "xxx…'"),
        ["option out of range"] = (Tiny with { Operators = ["conv(k=4)"] }, "operators[0]", ErrorCodes.OutOfRange, "odd"),
        ["unknown fusion"] = (Tiny with { Fusions = ["ad"] }, "fusions[0]", ErrorCodes.UnknownVocabulary, "Did you mean 'add'?"),
        ["unknown align step"] = (Tiny with { UpVariants = ["c1>upp"] }, "upVariants[0]", ErrorCodes.UnknownVocabulary, "Did you mean 'up'?"),
        ["attribute in steps"] = (Tiny with { UpVariants = ["c1>up #aux=1"] }, "upVariants[0]", ErrorCodes.ArchitectureSyntax, "attributes"),
        ["variant in the wrong direction"] = (Tiny with { UpVariants = ["s3"] }, "upVariants[0]", ErrorCodes.Contradiction, "cannot be halved"),
        ["variant without channels"] = (Tiny with { DownVariants = ["mp"] }, "downVariants[0]", ErrorCodes.Contradiction, "match the channels"),
        ["variant with own channels"] = (Tiny with { UpVariants = ["c1:5>up"] }, "upVariants[0]", ErrorCodes.Contradiction, "names its own channels"),
        ["variant that stays too small"] = (Tiny with { UpVariants = ["c1"] }, "upVariants[0]", ErrorCodes.Contradiction, "must lead from 1/4 to 1/2"),
        ["variant for one octave only"] = (LatticeExamples.Rich with { DownVariants = ["c3s2"] }, "downVariants[0]", ErrorCodes.Contradiction, "must lead"),
        ["channel match that resamples"] = (Tiny with { ChannelMatch = "c1s2" }, "channelMatch", ErrorCodes.Contradiction, "must lead"),
        ["stride that is no power of two"] = (Tiny with { Strides = [new() { Stride = 4, Widths = [8] }, new() { Stride = 6, Widths = [8] }] }, "strides[1].stride", ErrorCodes.OutOfRange, "power of two"),
        ["stride twice"] = (Tiny with { Strides = [new() { Stride = 4, Widths = [8] }, new() { Stride = 4, Widths = [8] }] }, "strides[1].stride", ErrorCodes.Contradiction, "twice"),
        ["width twice"] = (Tiny with { Strides = [new() { Stride = 4, Widths = [8, 8] }, Tiny.Strides[1]] }, "strides[0].widths[1]", ErrorCodes.Contradiction, "twice"),
        ["width zero"] = (Tiny with { Head = new() { Widths = [0] } }, "head.widths[0]", ErrorCodes.OutOfRange, "1..4096"),
        ["unknown tap"] = (With(Encoder with { Taps = ["s4", "s88"] }), "encoders[0].taps[1]", ErrorCodes.UnknownName, "Did you mean 's8'?"),
        ["missing tap"] = (With(Encoder with { Taps = ["s4"] }), "encoders[0].taps", ErrorCodes.Contradiction, "1/4, 1/8"),
        ["tap before the last node of its scale"] = (With(Encoder with { Nodes = [.. Encoder.Nodes[..2], "b4: 1/4 x12 = conv <- s4", "s8: 1/8 x16 = conv(s=2) <- b4"] }), "encoders[0].taps[0]", ErrorCodes.Contradiction, "last node of each scale"),
        ["encoder that forks"] = (With(Encoder with { Nodes = [.. Encoder.Nodes[..2], "s8: 1/8 x16 = conv(s=4) <- s2"] }), "encoders[0].nodes[2]", ErrorCodes.BadReference, "must read 's4'"),
        ["encoder with a name of the lattice"] = (With(Encoder with { Nodes = ["n1_4: 1/4 x8 = conv(s=4) <- image", "s8: 1/8 x16 = conv(s=2) <- n1_4"], Taps = ["n1_4", "s8"] }), "encoders[0].nodes[0]", ErrorCodes.BadReference, "name that the space gives"),
        ["encoder with a wrong scale"] = (With(Encoder with { Nodes = [.. Encoder.Nodes[..2], "s8: 1/8 x16 = conv <- s4"] }), "encoders[0].nodes[2]", ErrorCodes.ScaleMismatch, "1/8"),
        ["encoder with bad syntax"] = (With(Encoder with { Nodes = ["s4 1/4 x8 = conv"] }), "encoders[0].nodes[0]", ErrorCodes.ArchitectureSyntax, "':'"),
        ["encoder with an alias"] = (With(Encoder with { Nodes = [.. Encoder.Nodes, "t8: 1/8 x16 = id <- s8"], Taps = ["s4", "t8"] }), "encoders[0].nodes[3]", ErrorCodes.Contradiction, "computes nothing"),
        ["encoders alike"] = (Tiny with { Encoders = [Encoder, Encoder with { Name = "other" }] }, "encoders[1].nodes[0]", ErrorCodes.Contradiction, "same as that of encoder 'plain'"),
        ["encoder name twice"] = (LatticeExamples.Rich with { Encoders = [LatticeExamples.Rich.Encoders[0], LatticeExamples.Rich.Encoders[1] with { Name = "plain" }] }, "encoders[1].name", ErrorCodes.Contradiction, "twice"),
        ["too many layers"] = (Tiny with { Layers = 9 }, "layers", ErrorCodes.OutOfRange, "1..8"),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_with_key_code_and_fix(string name)
    {
        var (options, place, code, word) = Mistakes[name];
        var error = Assert.Throws<UserErrorException>(() => options.Create("lattice", 11));
        Assert.Contains(error.Diagnostics, d => d.Place.File == $"lattice: {place}" && d.Code == code && d.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var options = Tiny with { Layers = 0, Operators = ["x"], Fusions = [], Encoders = [Encoder with { Taps = [] }] };
        var error = Assert.Throws<UserErrorException>(() => options.Create("lattice", 11));
        Assert.Equal(["lattice: encoders[0].taps", "lattice: fusions", "lattice: layers", "lattice: operators[0]"], error.Diagnostics.Select(d => d.Place.File).Order());
    }

    private static FusionLatticeOptions With(EncoderOptions encoder) => Tiny with { Encoders = [encoder] };
}
