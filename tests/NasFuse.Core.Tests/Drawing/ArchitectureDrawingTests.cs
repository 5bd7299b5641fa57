using System.Collections.Immutable;
using System.Xml.Linq;
using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Differences;
using NasFuse.Core.Drawing;
using NasFuse.Core.Measurement;
using NasFuse.TestKit;
using Size = NasFuse.Core.Graphs.Size;

namespace NasFuse.Core.Tests.Drawing;

public sealed class ArchitectureDrawingTests
{
    private static readonly Size s_size = new(64, 64);

    private static readonly NodeLatencies s_latencies = new()
    {
        ArchitectureId = "0", Backend = "made in a test", WholeMs = 3.5,
        NodesMs = ImmutableSortedDictionary<string, double>.Empty.Add("f2", 1.25),
    };

    public static TheoryData<string> References =>
        [.. Directory.GetFiles(RepositoryFolder.PathOf("search-spaces", "references"), "*.arch", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void Random_architectures_are_drawn_whole_and_without_overlaps() =>
        Gen.Select(RandomArchitectures.Gen, Gen.Bool, Gen.Bool, Gen.Bool).Sample((architecture, counted, ids, fold) =>
            AssertReadable(architecture, counted ? s_size : null, new DrawingOptions { Ids = ids, Fold = fold, Title = "random" }), iter: 150, threads: 1);

    [Fact]
    public void Chains_of_equal_nodes_are_folded_on_demand_and_keep_their_cost()
    {
        var svg = XDocument.Parse(ArchitectureDrawing.Svg(ArchitectureText.Parse("""
            s2:  1/2 x8 = conv(k=3,s=2) <- image
            a:   1/2 x8 = res <- s2
            b:   1/2 x8 = res <- a
            c:   1/2 x8 = res <- b
            d:   1/2 x8 = res <- c
            f:   1/2 x8 = conv(k=3) <- add{d; c}
            out: 1/1 x3 = conv(k=1,bn=0,act=none) <- f>up
            """), s_size, new DrawingOptions { Fold = true }));
        var nodes = svg.Descendants().Where(element => element.Attribute("data-node") is not null)
            .ToDictionary(element => (string)element.Attribute("data-node")!, element => element.Value);
        Assert.Equal(["image", "s2", "a b c", "d", "f", "out"], nodes.Keys);
        Assert.Contains("res ×3", nodes["a b c"]);
        // Two 3×3 convolutions of 8 to 8 channels each, at 32x32, three times.
        Assert.Contains($"8 · {Amount.Short(3 * 2 * 9 * 8 * 8 * 32 * 32)}", nodes["a b c"]);
    }

    [Theory]
    [MemberData(nameof(References))]
    public void References_are_drawn_whole_and_without_overlaps(string name)
    {
        var file = Directory.GetFiles(RepositoryFolder.PathOf("search-spaces", "references"), $"{name}.arch", SearchOption.AllDirectories)[0];
        AssertReadable(ArchitectureFile.Read(file).Architecture, s_size, new DrawingOptions());
    }

    [Theory]
    [InlineData("<rect class='nf-box' x='70' y='0' width='40' height='20'/>")]
    [InlineData("<rect class='nf-box' x='170' y='0' width='40' height='20'/><text class='nf-name' x='60' y='10'>conv</text>")]
    [InlineData("<rect class='nf-box' x='270' y='0' width='40' height='20'/>")]
    [InlineData("<rect class='nf-box' x='170' y='0' width='40' height='20'/><path d='M10 10L240 10'><title>through</title></path>")]
    public void The_measuring_finds_overlaps(string second) => Assert.ThrowsAny<Exception>(() => DrawingGeometry.AssertNothingOverlaps(XElement.Parse(
        "<svg width='300'><g data-node='a'><rect class='nf-box' x='40' y='0' width='40' height='20'/><text class='nf-name' x='55' y='12'>conv</text></g>"
        + $"<g data-node='b'>{second}</g></svg>")));

    [Fact]
    public void Every_word_of_the_vocabulary_is_drawn()
    {
        foreach (var entry in VocabularyArchitectures.Names) AssertReadable(VocabularyArchitectures.Of(entry, 4), s_size, new DrawingOptions());
    }

    [Fact]
    public void The_same_architecture_gives_the_same_text() =>
        RandomArchitectures.Gen.Sample(architecture =>
            Assert.Equal(ArchitectureDrawing.Svg(architecture, s_size), ArchitectureDrawing.Svg(architecture with { }, s_size)), iter: 20, threads: 1);

    [Fact]
    public void Colours_are_variables_only_where_the_theme_is_left_to_the_page()
    {
        var automatic = Draw(new DrawingOptions());
        Assert.Contains("prefers-color-scheme: dark", automatic);
        Assert.Contains("var(--nf-up)", automatic);
        foreach (var theme in (DrawingTheme[])[DrawingTheme.Light, DrawingTheme.Dark])
            Assert.DoesNotContain("--nf-", Draw(new DrawingOptions { Theme = theme }));
        Assert.DoesNotContain("<style", Draw(new DrawingOptions { Styles = false }));
    }

    [Theory]
    [InlineData("a>up", "nf-up")]
    [InlineData("a>c1>up", "nf-up")]
    [InlineData("a>nn", "nf-up")]
    [InlineData("a>gap>c1>up", "nf-global")]
    [InlineData("a>sig>up", "nf-gate")]
    [InlineData("b>c1:8", "nf-match")]
    [InlineData("b", "nf-keep")]
    [InlineData("image>dn", "nf-down")]
    [InlineData("image>s3", "nf-down")]
    public void The_colour_of_an_edge_tells_what_happens_on_it(string edge, string style)
    {
        var svg = XDocument.Parse(ArchitectureDrawing.Svg(ArchitectureText.Parse($"""
            b:   1/2 x8 = conv(k=3,s=2) <- image
            a:   1/4 x8 = conv(k=3,s=2) <- b
            f:   1/2 x8 = conv(k=3) <- {edge}
            out: 1/1 x3 = conv(k=1,bn=0,act=none) <- concat<f>up; a>up>
            """.Replace("concat<", "concat{").Replace("a>up>", "a>up}"))));
        var path = svg.Descendants().Single(element => element.Name.LocalName == "path" && element.Value.Contains("→ f"));
        Assert.Contains(style, (string?)path.Attribute("class"));
    }

    [Fact]
    public void Measured_latency_is_written_and_shades_instead_of_MACs()
    {
        var svg = Draw(new DrawingOptions { Latencies = s_latencies });
        Assert.Contains("1.25 ms", svg);
        Assert.Contains("nodes add up to 1.25 ms, the whole network takes 3.50 ms", svg);
        Assert.Contains("made in a test", svg);
        Assert.Single(XDocument.Parse(svg).Descendants(), element => element.Parent?.Attribute("data-node") is not null
            && (string?)element.Attribute("class") == "nf-heat");
    }

    [Fact]
    public void Names_from_outside_are_escaped()
    {
        var svg = Draw(new DrawingOptions { Title = "a < b & \"c\"", Subtitle = "<script>" });
        Assert.Equal("a < b & \"c\"", (string?)XDocument.Parse(svg).Root!.Attribute("aria-label"));
        Assert.DoesNotContain("<script>", svg);
    }

    [Fact]
    public void A_comparison_marks_what_differs_in_both()
    {
        var (older, newer) = (ArchitectureText.Parse(Pyramid("add")), ArchitectureText.Parse(Pyramid("mul")));
        var svg = DifferenceDrawing.Svg(ArchitectureDifference.Of(older, newer), "before", "after", s_size);
        var marked = XDocument.Parse(svg).Descendants()
            .Where(element => element.Parent?.Attribute("data-node") is not null && ((string?)element.Attribute("class"))?.Contains("nf-mark-changed") == true);
        Assert.Equal(["f2", "f2"], marked.Select(element => (string?)element.Parent!.Attribute("data-node")));
    }

    private static string Draw(DrawingOptions options) => ArchitectureDrawing.Svg(ArchitectureText.Parse(Pyramid("add")), s_size, options);

    private static string Pyramid(string fusion) => $$"""
        s2:  1/2 x8 = conv(k=3,s=2) <- image
        s4:  1/4 x8 = conv(k=3,s=2) <- s2
        f2:  1/2 x8 = conv(k=3) <- {{fusion}}{s4>up; s2}
        out: 1/1 x3 = conv(k=1,bn=0,act=none) <- f2>up
        """;

    private static void AssertReadable(Architecture architecture, Size? size, DrawingOptions options)
    {
        var root = XDocument.Parse(ArchitectureDrawing.Svg(architecture, size, options)).Root!;
        string[] expected = ["image", .. architecture.Nodes.Select(node => node.Id)];
        var drawn = root.Descendants().Attributes("data-node").SelectMany(attribute => attribute.Value.Split(' '));
        // A run stands where its last node stood.
        if (options.Fold) Assert.Equal(expected.Order(), drawn.Order());
        else Assert.Equal(expected, drawn);
        Assert.Equal("img", (string?)root.Attribute("role"));
        DrawingGeometry.AssertNothingOverlaps(root);
    }
}
