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
        Assert.Equal(text, Of(numbers).Write().ToJsonString());
        Assert.Equal(text, NumberRanges.Read(JsonNode.Parse(text)!.AsArray()).Write().ToJsonString());
    }

    [Fact]
    public void Older_studies_name_each_number() => Assert.Equal("[[0,2]]", NumberRanges.Read(JsonNode.Parse("[0,1,2]")!.AsArray()).Write().ToJsonString());

    [Fact]
    public void It_is_a_set_in_whatever_order_numbers_come() => Gen.Int[0, 60].Array.Sample(numbers =>
    {
        var (known, ranges) = (new SortedSet<int>(), new NumberRanges());
        foreach (var number in numbers) Assert.Equal(known.Add(number), ranges.Add(number));
        Assert.Equal(known.Count, ranges.Count);
        for (var number = -1; number <= 61; number++) Assert.Equal(known.Contains(number), ranges.Contains(number));
        Assert.Equal(Of(known).Write().ToJsonString(), ranges.Write().ToJsonString());
        Assert.Equal(ranges.Write().ToJsonString(), NumberRanges.Read(ranges.Write()).Write().ToJsonString());
    });

    private static NumberRanges Of(IEnumerable<int> numbers)
    {
        var ranges = new NumberRanges();
        foreach (var number in numbers) ranges.Add(number);
        return ranges;
    }
}
