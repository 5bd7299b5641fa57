using System.Text;
using System.Text.Json;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.Configuration;

public sealed class LocatedJsonTests
{
    private static Diagnostic MistakeIn(byte[] bytes) => Assert.Single(Assert.Throws<UserErrorException>(() => LocatedJson.Parse("f.json", bytes)).Diagnostics);

    private static Diagnostic MistakeIn(string text) => MistakeIn(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Nodes_know_line_and_column_in_code_units()
    {
        var root = LocatedJson.Parse("f.json", "// head\r\n{\n  \"ä😀\": /* c */ [1, {\"b\": null}],\n}");
        var member = Assert.Single(root.Members);
        Assert.Equal(new SourcePlace("f.json", 2, 1), root.Place);
        Assert.Equal(new SourcePlace("f.json", 3, 3), member.NamePlace);
        Assert.Equal(new SourcePlace("f.json", 3, 18), member.Value.Place);
        Assert.Equal(new SourcePlace("f.json", 3, 19), member.Value.Items[0].Place);
        Assert.Equal(new SourcePlace("f.json", 3, 28), member.Value.Items[1]["b"]!.Place);
        Assert.Equal(JsonValueKind.Null, member.Value.Items[1]["b"]!.Kind);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_counts_no_column()
    {
        var root = LocatedJson.Parse("f.json", (byte[])[0xEF, 0xBB, 0xBF, .. "[7]"u8]);
        Assert.Equal(new SourcePlace("f.json", 1, 2), root.Items[0].Place);
    }

    [Theory]
    [InlineData("8", 8)]
    [InlineData("8.0", 8)]
    [InlineData("1e3", 1000)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void Whole_numbers_are_read_in_every_form(string text, long expected)
    {
        Assert.True(LocatedJson.Parse("f", text).TryGetInt64(out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("3.5")]
    [InlineData("1e300")]
    [InlineData("9223372036854775808")]
    [InlineData("\"8\"")]
    public void Anything_else_is_no_whole_number(string text) => Assert.False(LocatedJson.Parse("f", text).TryGetInt64(out _));

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  b: 2\n}", 3, 3)]
    [InlineData("{\n  \"a\": ", 2, 8)]
    [InlineData("[1, 2] 3", 1, 8)]
    [InlineData("{\"ä\": x}", 1, 7)]
    [InlineData("", 1, 1)]
    [InlineData("  // nothing", 1, 13)]
    [InlineData("[\n\"\\ud800\"]", 2, 1)]
    public void What_is_not_JSON_is_rejected_where_it_stands(string text, int line, int column)
    {
        var mistake = MistakeIn(text);
        Assert.Equal(ErrorCodes.MalformedJson, mistake.Code);
        Assert.Equal(new SourcePlace("f.json", line, column), mistake.Place);
        Assert.DoesNotContain("LineNumber", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_called_nothing() => Assert.Equal("there is nothing but white space and comments", MistakeIn(" \n").Message);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named_with_their_place()
    {
        var mistake = MistakeIn([.. "[\n 1,"u8, 0xFF]);
        Assert.Equal((ErrorCodes.MalformedJson, new SourcePlace("f.json", 2, 4)), (mistake.Code, mistake.Place));
        Assert.Contains("0xff", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_and_large_files_are_refused()
    {
        Assert.Equal(new SourcePlace("f.json", 1, 65), MistakeIn(new string('[', 100_000)).Place);
        Assert.Contains("at most 4 MiB", MistakeIn(new byte[LocatedJson.MaxBytes + 1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_that_stands_twice_is_reported_at_its_second_place()
    {
        var error = Assert.Throws<UserErrorException>(() => LocatedJson.Parse("f.json", "{\"a\": 1,\n \"a\": {\"b\": 1, \"b\": 2}}"));
        Assert.Equal([new SourcePlace("f.json", 2, 2), new SourcePlace("f.json", 2, 16)], error.Diagnostics.Select(d => d.Place));
        Assert.All(error.Diagnostics, d => Assert.Equal(ErrorCodes.DuplicateKey, d.Code));
        Assert.Contains("'a' stands twice; the first is at line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_values_on_one_line_are_read_in_linear_time()
    {
        var text = $"[{string.Join(',', Enumerable.Repeat("1", 1_000_000))}]";
        Assert.Equal(2_000_000, LocatedJson.Parse("f", text).Items[^1].Place.Column);
    }
}
