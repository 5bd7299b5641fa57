using System.Text;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.Architectures;

public sealed class ArchitectureFileTests
{
    private const string Text = "a: 1/2 x8 = conv(s=2) <- image\nout: 1/1 x3 = conv(k=1) <- a>up\n";

    private static LoadedArchitecture Parse(string content) => ArchitectureFile.Parse("x", Encoding.UTF8.GetBytes(content));

    [Fact]
    public void Text_and_JSON_are_told_apart_by_their_first_character()
    {
        var json = ArchitectureJson.Format(ArchitectureText.Parse(Text)).ToJsonString();
        Assert.All([Text, "// comment {\n" + Text, "\uFEFF" + Text, json, " \n" + json, "// comment\n" + json, "/* comment */" + json, "\uFEFF" + json],
            content => Assert.Equal(ArchitectureText.Parse(Text), Parse(content).Architecture));
    }

    [Fact]
    public void A_size_in_the_file_is_read()
    {
        var json = ArchitectureJson.Format(ArchitectureText.Parse(Text));
        Assert.Null(Parse(json.ToJsonString()).Size);
        json["size"] = new System.Text.Json.Nodes.JsonArray(180, 240);
        Assert.Equal(new Size(180, 240), Parse(json.ToJsonString()).Size);
        json["size"] = new System.Text.Json.Nodes.JsonArray(180, 2);
        Assert.Contains("16..8192", Assert.Throws<UserErrorException>(() => Parse(json.ToJsonString())).Message);
    }

    [Theory]
    [InlineData("a: 4096/1 x8 = conv(s=2) <- image\nout: 1/1 x3 = conv(k=1) <- a>dn\n", "finest scale")]
    [InlineData("4096: ", "a letter first")]
    public void What_would_break_the_arithmetic_is_a_mistake(string text, string says) => Assert.Contains(says, Assert.Throws<UserErrorException>(() => Parse(text)).Message);

    [Fact]
    public void A_name_of_a_million_letters_is_refused_in_a_short_message() =>
        Assert.All(Assert.Throws<UserErrorException>(() => Parse(new string('x', 1_000_000))).Diagnostics, mistake => Assert.InRange(mistake.Message.Length, 1, 300));

    [Fact]
    public void Thousands_of_mistakes_are_cut_short()
    {
        var mistakes = Assert.Throws<UserErrorException>(() => Parse(string.Concat(Enumerable.Repeat("a: 1/2 x8 = cnov <- imge\n", 20_000)))).Diagnostics;
        Assert.InRange(mistakes.Count, 100, 200);
    }

    [Fact]
    public void A_byte_that_is_no_text_has_a_place()
    {
        var mistake = Assert.Throws<UserErrorException>(() => ArchitectureFile.Parse("x", new byte[] { (byte)'a', (byte)'\n', (byte)'b', 0xC3, 0x28 })).Diagnostics.Single();
        Assert.Equal((new SourcePlace("x", 2, 2), ErrorCodes.ArchitectureSyntax), (mistake.Place, mistake.Code));
    }
}
