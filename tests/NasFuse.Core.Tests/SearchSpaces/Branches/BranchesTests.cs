using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces.Branches;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.Tests.SearchSpaces.Branches;

public sealed class BranchesTests
{
    private static readonly BranchesOptions Tiny = BranchesExamples.Tiny;
    private static readonly BranchFusionOptions Fusion = BranchesExamples.Fusion;

    private static readonly Dictionary<string, (BranchesOptions Options, string Place, string Code, string Word)> Mistakes = new()
    {
        ["stride that skips one"] = (Tiny with { Strides = [Tiny.Strides[0], Tiny.Strides[2]], Branches = ["8"] }, "strides", ErrorCodes.Contradiction, "32 follows 8"),
        ["width twice"] = (Tiny with { Strides = [Tiny.Strides[0] with { Widths = [8, 8] }, .. Tiny.Strides[1..]] }, "strides[0].widths[1]", ErrorCodes.Contradiction, "stands twice"),
        ["end without channels"] = (Tiny with { Strides = [Tiny.Strides[0] with { EndWidth = 0 }, .. Tiny.Strides[1..]] }, "strides[0].endWidth", ErrorCodes.OutOfRange, "1..4096"),
        ["unknown branch"] = (Tiny with { Branches = ["64+8"] }, "branches[0]", ErrorCodes.UnknownName, "'32+16+8'"),
        ["branch twice"] = (Tiny with { Branches = ["8+8"] }, "branches[0]", ErrorCodes.Contradiction, "names a stride twice"),
        ["set of branches twice"] = (Tiny with { Branches = ["16+8", "8 + 16"] }, "branches[1]", ErrorCodes.Contradiction, "'16+8' stands twice"),
        ["too few layers"] = (Tiny with { Layers = 2 }, "branches[0]", ErrorCodes.Contradiction, "3 are needed"),
        ["operator that steps down where it should stay"] = (Tiny with { Operators = [new() { Keep = "fr", Down = "fr" }] }, "operators[0].keep", ErrorCodes.Contradiction, "must have stride 1 here but has 2"),
        ["operator that stays where it should step down"] = (Tiny with { Operators = [new() { Keep = "conv", Down = "conv" }] }, "operators[0].down", ErrorCodes.Contradiction, "must have stride 2 here but has 1"),
        ["operator that keeps channels"] = (Tiny with { Operators = [new() { Keep = "dw", Down = "fr" }] }, "operators[0].keep", ErrorCodes.Contradiction, "7 channels into 5"),
        ["operator twice"] = (Tiny with { Operators = [Tiny.Operators[0], new() { Keep = "conv", Down = "fr" }] }, "operators[1].keep", ErrorCodes.Contradiction, "stands twice"),
        ["step down twice"] = (Tiny with { Operators = [Tiny.Operators[0], new() { Keep = "zoom", Down = "conv(s=2)" }] }, "operators[1].down", ErrorCodes.Contradiction, "stands twice"),
        ["reduction with stride 1"] = (Tiny with { Reductions = ["conv"] }, "reductions[0]", ErrorCodes.Contradiction, "must have stride 2"),
        ["reduction twice"] = (Tiny with { Reductions = ["fr", "fr"] }, "reductions[1]", ErrorCodes.Contradiction, "stands twice"),
        ["stem that goes on"] = (Tiny with { Encoders = [Tiny.Encoders[0] with { Nodes = [.. Tiny.Encoders[0].Nodes, "s16: 1/16 x8 = conv(s=2) <- s8"] }] }, "encoders[0].taps[0]", ErrorCodes.Contradiction, "last node"),
        ["stem with a name of the space"] = (Tiny with { Encoders = [new() { Name = "s", Nodes = ["b32_0: 1/8 x8 = conv(s=8) <- image"], Taps = ["b32_0"] }] }, "encoders[0].nodes[0]", ErrorCodes.BadReference, "choose another"),
        ["head options for the published head"] = (Tiny with { Head = new HeadOptions() }, "head", ErrorCodes.Contradiction, "add 'fusion'"),
        ["unknown fusion"] = (Tiny with { Fusion = Fusion with { Fusions = ["ad"] } }, "fusion.fusions[0]", ErrorCodes.UnknownVocabulary, "Did you mean 'add'?"),
        ["variant in the wrong direction"] = (Tiny with { Fusion = Fusion with { UpVariants = ["s3"] } }, "fusion.upVariants[0]", ErrorCodes.Contradiction, "cannot be halved"),
        ["too many steps"] = (Tiny with { Fusion = Fusion with { Steps = 7 } }, "fusion.steps", ErrorCodes.OutOfRange, "1..6"),
        ["head of a searched head"] = (Tiny with { Fusion = Fusion, Head = new HeadOptions { Operator = "mp" } }, "head.operator", ErrorCodes.Contradiction, "stride"),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_with_key_code_and_fix(string name)
    {
        var (options, place, code, word) = Mistakes[name];
        var error = Assert.Throws<UserErrorException>(() => options.Create("branches", 11));
        Assert.Contains(error.Diagnostics, d => d.Place.File == $"branches: {place}" && d.Code == code && d.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Branches_share_cells_while_they_agree()
    {
        var answers = new Dictionary<string, string>
        {
            ["b32/down16"] = "1", ["b32/down32"] = "2", ["b16/down16"] = "2", ["L3/s16/operator"] = "skip", ["L3/s32/operator"] = "conv",
        };
        var member = BranchesExamples.Create(Tiny with { Layers = 4 }).Build(new PreferringChooser(answers, "conv"));
        Assert.Equal(
            """
            s8:     1/8 x8 = conv(s=8) <- image
            b32_0:  1/8 x8 = conv <- s8
            b32_1:  1/16 x12 = conv(s=2) <- b32_0
            b32_2:  1/32 x16 = conv(s=2) <- b32_1
            b32_3:  1/32 x14 = conv <- b32_2
            b16_1:  1/8 x8 = conv <- b32_0
            b16_2:  1/16 x10 = conv(s=2) <- b16_1
            a32_16: 1/32 x10 = conv(k=1) <- b32_3
            r32_16: 1/16 x10 = conv <- concat{a32_16>up; b32_1}
            a32_8:  1/16 x6 = conv(k=1) <- r32_16
            r32_8:  1/8 x6 = conv <- concat{a32_8>up; b32_0}
            a16_8:  1/16 x6 = conv(k=1) <- b16_2
            r16_8:  1/8 x6 = conv <- concat{a16_8>up; b16_1}
            ffm:    1/8 x12 = conv(k=1) <- concat{r32_8; r16_8}
            head:   1/8 x12 = conv <- ffm
            cls:    1/8 x19 = conv(k=1,bn=0,act=none) <- head
            out:    1/1 x19 = id <- cls>up

            """, ArchitectureText.Format(member));
    }

    [Fact]
    public void Branches_only_ever_step_down()
    {
        var space = BranchesExamples.Create(BranchesExamples.Published);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var nodes = space.Sample(random).Architecture.Nodes;
            var scales = nodes.ToDictionary(node => node.Id, node => node.Scale);
            Assert.All(nodes.Where(node => node.Id.StartsWith('b')), cell =>
            {
                var octaves = int.Log2(cell.Scale.Denominator) - int.Log2(scales[cell.Inputs[0].Source].Denominator);
                Assert.InRange(octaves, 0, 1);
                Assert.Equal(octaves + 1, cell.Operator.Stride);
            });
        }
    }

    [Fact]
    public void A_searched_head_reads_ends_and_inner_maps_at_every_scale()
    {
        var space = BranchesExamples.Create(Tiny with { Branches = ["32+16+8"], Layers = 5, Fusion = Fusion with { Steps = 3, Fusions = ["add", "concat", "gate"], MaxInputs = 3 } });
        var random = new Random(2);
        var steps = Enumerable.Range(0, 500).SelectMany(_ => space.Sample(random).Architecture.Nodes.Where(node => node.Id.StartsWith('f'))).ToArray();
        Assert.Equal(3, steps.Select(step => step.Scale).Distinct().Count());
        Assert.Equal(["add", "concat", "gate"], steps.Select(step => step.Fusion!.Text).Distinct().Order());
        Assert.Equal([2, 3], steps.Select(step => step.Inputs.Length).Distinct().Order());
        Assert.Contains(steps, step => step.Inputs.Any(edge => edge.Source.StartsWith('f')));
        Assert.Contains(steps, step => step.Inputs.Any(edge => edge.Source == "s8"));
    }
}
