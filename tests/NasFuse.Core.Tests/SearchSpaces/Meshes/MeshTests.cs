using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces.Meshes;

namespace NasFuse.Core.Tests.SearchSpaces.Meshes;

public sealed class MeshTests
{
    private static readonly MeshOptions Tiny = MeshExamples.Tiny;

    private static readonly Dictionary<string, (MeshOptions Options, string Place, string Code, string Word)> Mistakes = new()
    {
        ["stride that is no power"] = (Tiny with { Stride = 3 }, "stride", ErrorCodes.OutOfRange, "power of two"),
        ["stage without new branches"] = (Tiny with { Stages = [Tiny.Stages[0], Tiny.Stages[0]] }, "stages[1].branches", ErrorCodes.Contradiction, "a stage adds branches"),
        ["too many branches"] = (Tiny with { Stages = [new() { Branches = 6, Units = [1] }] }, "stages[0].branches", ErrorCodes.OutOfRange, "2..5"),
        ["number of units twice"] = (Tiny with { Stages = [new() { Branches = 2, Units = [1, 1] }] }, "stages[0].units[1]", ErrorCodes.Contradiction, "stands twice"),
        ["operator that computes nothing"] = (Tiny with { Operators = ["id"] }, "operators[0]", ErrorCodes.Contradiction, "computes nothing"),
        ["operator twice"] = (Tiny with { Operators = ["res", "res(n=1)"] }, "operators[1]", ErrorCodes.Contradiction, "stands twice"),
        ["fusion that changes channels"] = (Tiny with { Fusions = ["concat"] }, "fusions", ErrorCodes.Contradiction, "makes 10 channels of 2 maps with 5"),
        ["fusion that needs a gate"] = (Tiny with { Fusions = ["gff"] }, "fusions[0]", ErrorCodes.Contradiction, "at least one message"),
        ["up that leads nowhere"] = (Tiny with { UpVariants = ["c1n"] }, "upVariants[0]", ErrorCodes.Contradiction, "must lead"),
        ["down for one octave only"] = (Tiny with { Stages = [new() { Branches = 3, Units = [1] }], DownVariants = ["c3s2n"] }, "downVariants[0]", ErrorCodes.Contradiction, "must lead"),
        ["head that changes size"] = (Tiny with { Head = new() { Operator = "mp" } }, "head.operator", ErrorCodes.Contradiction, "must have stride 1"),
        ["stem at another stride"] = (Tiny with { Stride = 8 }, "encoders[0].taps", ErrorCodes.Contradiction, "1/8"),
        ["stem with a name of the space"] = (Tiny with { Encoders = [new() { Name = "s", Nodes = ["B1_1_4: 1/4 x8 = conv(s=4) <- image"], Taps = ["B1_1_4"] }] }, "encoders[0].nodes[0]", ErrorCodes.BadReference, "choose another"),
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_with_key_code_and_fix(string name)
    {
        var (options, place, code, word) = Mistakes[name];
        var error = Assert.Throws<UserErrorException>(() => options.Create("mesh", 11));
        Assert.Contains(error.Diagnostics, d => d.Place.File == $"mesh: {place}" && d.Code == code && d.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tiny_reference_is_a_member_of_the_shipped_space()
    {
        var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "hrnet-mesh")).Create(11);
        var member = space.Build(new PreferringChooser(new Dictionary<string, string> { ["width"] = "8" }, "1", "res", "c1n>up", "s3", "concat", "add"));
        Assert.Equal(IdOf("references", "hrnet-v2.arch"), ArchitectureId.Of(member));
    }

    [Fact]
    public void The_widest_published_network_is_a_member_of_the_preset_for_servers()
    {
        var preset = new WantedPreset("server", new SourcePlace("test"));
        var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "hrnet-mesh"), preset: preset).Create(19);
        var answers = new Dictionary<string, string> { ["width"] = "48", ["S2/units"] = "4", ["S3/units"] = "3" };
        var member = space.Build(new PreferringChooser(answers, "res(n=4)", "c1n>up", "s3", "concat", "add"));
        Assert.Equal(IdOf("references", "full", "hrnet-v2-w48.arch"), ArchitectureId.Of(member));
    }

    /// <summary>The published networks are members of meshes of their size.</summary>
    [Theory]
    [InlineData("hrnet-v2-w18-small-v1", 16, "bott(n=1)", 128, "res(n=2)", 1, 1, 1)]
    [InlineData("hrnet-v2-w48", 48, "bott(n=4)", 256, "res(n=4)", 1, 4, 3)]
    public void Published_networks_are_members_of_meshes_of_their_size(string system, int width, string stem, int stemWidth, string operation, params int[] units)
    {
        var options = new MeshOptions
        {
            Encoders = [new() { Name = "s", Nodes = ["a: 1/2 x64 = conv(s=2) <- image", "b: 1/4 x64 = conv(s=2) <- a", $"c: 1/4 x{stemWidth} = {stem} <- b"], Taps = ["c"] }],
            Stages = [.. units.Select((count, i) => new MeshStageOptions { Branches = i + 2, Units = [1, 2, 3, 4] })],
            Widths = [width], Operators = ["conv(k=3)", operation],
        };
        var answers = units.Select((count, i) => KeyValuePair.Create($"S{i + 1}/units", $"{count}")).ToDictionary();
        var member = options.Create("mesh", 19).Build(new PreferringChooser(answers, operation, "c1n>up", "s3"));
        Assert.Equal(IdOf("references", "full", $"{system}.arch"), ArchitectureId.Of(member));
    }

    [Fact]
    public void Without_any_exchange_branches_run_side_by_side()
    {
        var member = MeshExamples.Create(Tiny).Build(new PreferringChooser(new Dictionary<string, string>(), "none"));
        Assert.Equal(
            """
            s4:     1/4 x8 = conv(s=4) <- image
            T1_4:   1/4 x4 = conv <- s4
            T1_8:   1/8 x8 = conv(s=2) <- s4
            B1_1_4: 1/4 x4 = res <- T1_4
            B1_1_8: 1/8 x8 = res <- T1_8
            F1_1_4: 1/4 x4 = relu <- B1_1_4
            F1_1_8: 1/8 x8 = relu <- B1_1_8
            cat:    1/4 x12 = id <- concat{F1_1_4; F1_1_8>up}
            head:   1/4 x12 = conv(k=1,b=1) <- cat
            cls:    1/4 x11 = conv(k=1,bn=0,act=none) <- head
            out:    1/1 x11 = id <- cls>up

            """, ArchitectureText.Format(member));
    }

    private static string IdOf(params string[] path) => ArchitectureId.Of(ArchitectureFile.Read(RepositoryFolder.PathOf(["search-spaces", .. path])).Architecture);
}
