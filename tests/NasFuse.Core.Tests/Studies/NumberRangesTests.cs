using System.Text.Json.Nodes;
using CsCheck;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class NumberRangesTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("[0]", 0)]
    [InlineData("[[0,3]]", 0, 1, 2, 3)]
    [InlineData("[0,[2,3],7]", 0, 2, 3, 7)]
    public void Numbers_that_follow_each_other_are_a_range(string text, params int[] numbers)
    {
        Assert.Equal(text, NumberRanges.Write(numbers).ToJsonString());
        Assert.Equal(numbers, NumberRanges.Read(JsonNode.Parse(text)!.AsArray()));
    }

    [Fact]
    public void Older_studies_name_each_number() => Assert.Equal([0, 1, 2], NumberRanges.Read(JsonNode.Parse("[0,1,2]")!.AsArray()));

    [Fact]
    public void Any_numbers_come_back() => Gen.Int[0, 60].Array.Sample(numbers =>
    {
        var sorted = new SortedSet<int>(numbers);
        Assert.Equal(sorted, NumberRanges.Read(JsonNode.Parse(NumberRanges.Write(sorted).ToJsonString())!.AsArray()));
    });
}
