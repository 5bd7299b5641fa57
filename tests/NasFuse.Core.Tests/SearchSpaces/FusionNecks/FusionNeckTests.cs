using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.FusionNecks;
using NasFuse.Core.Tests.SearchSpaces.FusionLattices;

namespace NasFuse.Core.Tests.SearchSpaces.FusionNecks;

public sealed class FusionNeckTests
{
    /// <summary>Four taps, scales, widths; eight operators; eight fusions of two inputs, six of three; three variants per edge: §8.6 of the survey's analysis.</summary>
    private static readonly FusionNeckOptions Survey = new()
    {
        Encoders =
        [
            new()
            {
                Name = "plain", Taps = ["s4", "s8", "s16", "s32"],
                Nodes =
                [
                    "s2: 1/2 x8 = conv(k=3,s=2) <- image", "s4: 1/4 x12 = conv(k=3,s=2) <- s2", "s8: 1/8 x16 = res(s=2) <- s4",
                    "s16: 1/16 x24 = res(s=2) <- s8", "s32: 1/32 x32 = res(s=2) <- s16",
                ],
            },
        ],
        Strides = [.. new[] { 4, 8, 16, 32 }.Select(stride => new Core.SearchSpaces.Parts.StrideOptions { Stride = stride, Widths = [8, 16, 24, 32] })],
        Operators = ["conv(k=3)", "conv(k=1)", "conv(k=3,d=2)", "dwsep(k=3)", "dwsep(k=5)", "mb(k=3,e=3)", "zoom", "res"],
        Fusions = ["add", "mul", "max", "concat", "wsum", "ffm[r=4]", "cff", "afnb"],
        UpVariants = ["c1>up", "up>c1", "c1n>nn"],
        DownVariants = ["s3", "c1>mp", "c1>dn"],
        KeepVariants = ["as-is", "c1", "c3n"],
        Head = new() { Widths = [16], Fusions = ["concat"] },
    };

    private static readonly FusionNeckOptions Tiny = Survey with
    {
        Encoders = [Survey.Encoders[0] with { Nodes = Survey.Encoders[0].Nodes[..3], Taps = ["s4", "s8"] }],
        Strides = [new() { Stride = 4, Widths = [8] }, new() { Stride = 8, Widths = [16] }],
        Nodes = 2, MaxInputs = 2, Operators = ["conv(k=3)"], Fusions = ["add", "concat"], UpVariants = ["c1>up"], DownVariants = ["s3"], KeepVariants = ["as-is"],
    };

    private static readonly Dictionary<string, FusionNeckOptions> Small = new()
    {
        ["two nodes"] = Tiny,
        ["one or two nodes"] = Tiny with { MinNodes = 1 },
        ["three nodes"] = Tiny with { Nodes = 3, Strides = Tiny.Strides[1..], Encoders = [Tiny.Encoders[0] with { Taps = ["s8"] }] },
        ["variants"] = Tiny with { UpVariants = ["c1>up", "up>c1"], KeepVariants = ["as-is", "c1"] },
        ["head fusions"] = Tiny with { Head = new() { Widths = [16, 24], Fusions = ["concat", "add"] } },
        ["commutative alone"] = Tiny with { Fusions = ["add", "wsum"] },
    };

    public static TheoryData<string> Cases => [.. Small.Keys];

    [Theory]
    [InlineData(2, 4.2e10)]
    [InlineData(4, 2.2e22)]
    [InlineData(6, 6.4e34)]
    [InlineData(8, 7.3e47)]
    public void The_assignments_are_those_of_the_survey(int nodes, double published)
    {
        var count = Create(Survey with { Nodes = nodes }).Count();
        var assignments = Assert.Single(count.Parts).Number;
        Assert.Equal(ByHand(nodes), assignments);
        Assert.Equal(1.0, (double)assignments / published, 0.025);
        Assert.Equal((assignments, false), (count.AtMost, count.IsExact));
        Assert.Equal(1.0, Math.Exp(BigInteger.Log(assignments) - BigInteger.Log(count.AtLeast)) / Enumerable.Range(1, nodes).Aggregate(1.0, (a, b) => a * b), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_small_neck_is_counted_exactly_and_its_bounds_hold(string name)
    {
        var space = Create(Small[name]);
        var proposals = space.Enumerate().ToArray();
        var distinct = proposals.Select(proposal => ArchitectureId.Of(proposal.Architecture)).Distinct().Count();
        var (count, bounds) = (space.Count(), space.Bounds());
        Assert.Equal((distinct, true), ((int)count.AtMost, count.IsExact));
        Assert.InRange(distinct, (int)bounds.AtLeast, (int)bounds.AtMost);
        if (Small[name].Head is { Fusions.Length: 1, Widths.Length: 1 }) Assert.Equal(proposals.Length, (int)count.Parts[0].Number);
    }

    [Fact]
    public void Samples_and_variations_are_valid()
    {
        SpaceProperties.Check(Create(Survey with { MinNodes = 1, Nodes = 6, Head = new() { Widths = [16, 24], Fusions = ["concat", "add"] } }), samples: 1000);
    }

    [Fact]
    public void Sampling_is_uniform_over_assignments()
    {
        var space = Create(Tiny with { Nodes = 1, MaxInputs = 2 });
        var assignments = space.Enumerate().Select(proposal => string.Join(' ', proposal.Assignment.Labels)).ToArray();
        var random = new Random(3);
        const int PerAssignment = 1000;
        var drawn = Enumerable.Range(0, assignments.Length * PerAssignment).CountBy(_ => string.Join(' ', space.Sample(random).Assignment.Labels)).ToDictionary();
        Assert.All(assignments, assignment => Assert.InRange(drawn.GetValueOrDefault(assignment), PerAssignment * 0.85, PerAssignment * 1.15));
    }

    [Fact]
    public void What_nobody_reads_goes_to_the_head()
    {
        var random = new Random(4);
        var space = Create(Survey);
        for (var i = 0; i < 200; i++)
        {
            var nodes = space.Sample(random).Architecture.Nodes;
            var read = nodes.Where(node => node.Id.StartsWith('f')).SelectMany(node => node.Inputs).Select(edge => edge.Source).ToHashSet();
            var loose = nodes.Where(node => node.Id.StartsWith('f') && !read.Contains(node.Id)).Select(node => node.Id).Order();
            Assert.Equal(loose, nodes.Single(node => node.Id == "head").Inputs.Select(edge => edge.Source).Order());
            Assert.Equal(4, nodes.Count(node => node.Id.StartsWith('f')));
        }
    }

    [Theory]
    [InlineData("fusions", "merges 3 inputs")]
    [InlineData("keepVariants", "may stand for")]
    [InlineData("minNodes", "1..2")]
    public void Mistakes_are_named_with_their_keys(string key, string word)
    {
        var options = key switch
        {
            "fusions" => Tiny with { MaxInputs = 3, Fusions = ["cff"] },
            "keepVariants" => Tiny with { KeepVariants = ["as-is", "c1n"] },
            _ => Tiny with { MinNodes = 3 },
        };
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => options.Create("neck", 11)).Diagnostics);
        Assert.Equal($"neck: {key}", mistake.Place.File);
        Assert.Contains(word, mistake.Message, StringComparison.Ordinal);
    }

    private static BigInteger ByHand(int nodes) => Enumerable.Range(1, nodes).Aggregate(BigInteger.One, (product, i) =>
        product * 4 * 4 * 8 * ((1 * Choose(3 + i, 1) * 3) + (8 * Choose(3 + i, 2) * 9) + (6 * Choose(3 + i, 3) * 27)));

    private static BigInteger Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(BigInteger.One, (product, i) => product * (n - k + i) / i);

    private static FusionNeck Create(FusionNeckOptions options) => (FusionNeck)options.Create("neck", 11);
}
