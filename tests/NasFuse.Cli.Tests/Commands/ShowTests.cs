using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace NasFuse.Cli.Tests.Commands;

public sealed class ShowTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("mermaid")]
    [InlineData("dot")]
    [InlineData("svg")]
    public void A_trial_in_every_form(string form) => Expectation.Meets($"show-{form}", street.Run("show", "street", "1", "--as", form));

    [Fact]
    public void What_is_printed_is_an_architecture_file_again()
    {
        var text = street.Run("show", "street", "1").Succeeded().Output;
        street.Folder.Write("one.arch", text);
        street.Folder.Write("one.json", street.Run("show", "street", "1", "--as", "json").Succeeded().Output);
        var (fromText, fromJson) = (street.Run("show", "one.arch", "--as", "json", "--size", "180x240"), street.Run("show", "one.json", "--as", "json"));
        Assert.Equal(fromText.Succeeded().Output, fromJson.Succeeded().Output);
        Assert.Equal(WithoutComments(text), WithoutComments(street.Run("show", "one.json").Output));
    }

    [Fact]
    public void Costs_of_a_trial_are_those_that_are_stored()
    {
        var row = JsonNode.Parse(street.Run("query", "street", "--where", "number = 6", "--format", "json").Output)![0]!;
        var shown = JsonNode.Parse(street.Run("show", "street", "6", "--as", "json").Output)!;
        foreach (var name in (string[])["parameters", "macs", "activationBytes", "architectureId"]) Assert.Equal(row[name]!.ToJsonString(), shown[name]!.ToJsonString());
    }

    [Fact]
    public void Measured_latency_of_a_trial_is_kept_and_drawn()
    {
        Assert.DoesNotContain(" ms</text>", street.Run("show", "street", "2", "--as", "svg").Output, StringComparison.Ordinal);
        var measured = JsonNode.Parse(street.Run("show", "street", "2", "--latency", "--threads", "1", "--as", "json").Succeeded().Output)!;
        var nodes = measured["nodes"]!.AsArray().Where(node => node!["latencyMs"] is not null).ToDictionary(node => (string)node!["id"]!, node => (double)node!["latencyMs"]!);
        Assert.All(nodes.Values, latencyMs => Assert.True(latencyMs > 0));
        Assert.Contains("s2", nodes.Keys);
        Assert.Equal(nodes.Values.Sum(), (double)measured["latency"]!["sumOfNodesMs"]!, 1e-9);

        var kept = street.Run("show", "street", "2", "--as", "json").Succeeded().Output;
        Assert.Equal(measured["latency"]!.ToJsonString(), JsonNode.Parse(kept)!["latency"]!.ToJsonString());
        street.Folder.Write("measured.json", kept);
        street.Run("validate", "measured.json").Succeeded();
        Assert.Contains($"{nodes["s2"]:0.00} ms</text>", street.Run("show", "street", "2", "--as", "svg").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Latency_at_another_size_is_shown_and_not_kept()
    {
        var measured = street.Run("show", "street", "3", "--latency", "--threads", "1", "--size", "64x64", "--as", "json").Succeeded().Output;
        Assert.Contains("64x64, median of", (string?)JsonNode.Parse(measured)!["latency"]!["backend"], StringComparison.Ordinal);
        Assert.DoesNotContain("latencyMs\":", JsonNode.Parse(street.Run("show", "street", "3", "--as", "json").Output)!["nodes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_counted_at_512x512_unless_told_otherwise()
    {
        street.Folder.Write("net.arch", SeededStudy.Architecture(24, "add"));
        Assert.Equal("[512,512]", JsonNode.Parse(street.Run("show", "net.arch", "--as", "json").Output)!["size"]!.ToJsonString());
        Assert.Equal("[577,641]", JsonNode.Parse(street.Run("show", "net.arch", "--as", "json", "--size", "577x641").Output)!["size"]!.ToJsonString());
    }

    [Theory]
    [InlineData("light", 255)]
    [InlineData("dark", 17)]
    public void A_PNG_is_the_picture_of_the_SVG(string theme, byte corner)
    {
        street.Run("show", "street", "1", "--as", "png", "--theme", theme, "-o", "pictures/one.png").Succeeded();
        var picture = new PngFile(street.Folder.In("pictures/one.png"));
        var size = XDocument.Parse(street.Run("show", "street", "1", "--as", "svg").Output).Root!;
        Assert.Equal((2 * (int)size.Attribute("width")!, 2 * (int)size.Attribute("height")!), (picture.Width, picture.Height));
        Assert.Equal(corner, picture.FirstRed);
        Assert.True(picture.DistinctBytes > 100, "hardly anything is painted");
    }

    [Theory]
    [InlineData("show-png-nowhere", "street", "1", "--as", "png")]
    [InlineData("show-no-trial", "street", "99")]
    [InlineData("show-only-study", "street")]
    [InlineData("show-no-file", "nowhere.arch")]
    [InlineData("show-bad-size", "street", "1", "--size", "0x0")]
    public void Mistakes_end_with_2(string expectation, params string[] arguments) => Expectation.Meets(expectation, street.Run(["show", .. arguments]).EndedWith(2));

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal)));
}
