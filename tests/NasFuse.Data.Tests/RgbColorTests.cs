namespace NasFuse.Data.Tests;

public sealed class RgbColorTests
{
    [Fact]
    public void Text_and_colour_are_the_same()
    {
        Assert.True(RgbColor.TryParse("#0aFf10", out var color));
        Assert.Equal(new RgbColor(10, 255, 16), color);
        Assert.Equal("#0aff10", color.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0aff10")]
    [InlineData("#0aff1")]
    [InlineData("#0aff1g")]
    [InlineData("#-0ff10")]
    public void Other_text_is_no_colour(string? text) => Assert.False(RgbColor.TryParse(text, out _));

    [Fact]
    public void Class_colours_are_distinct() =>
        Assert.Equal(256, Enumerable.Range(0, 256).Select(RgbColor.ForClass).Distinct().Count());
}
