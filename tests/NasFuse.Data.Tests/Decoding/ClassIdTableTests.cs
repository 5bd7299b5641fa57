using NasFuse.Data.Decoding;

namespace NasFuse.Data.Tests.Decoding;

public sealed class ClassIdTableTests
{
    [Theory]
    [InlineData(3, 255, "0..2, 255")]
    [InlineData(3, 3, "0..3")]
    [InlineData(3, 1, "0..2")]
    [InlineData(3, 10, "0..2, 10")]
    public void Known_numbers_are_listed_as_ranges(int ids, int voidId, string expected) =>
        Assert.Equal(expected, ClassIdTable.Plain(ids, voidId).ToString());

    [Fact]
    public void A_number_without_meaning_is_none()
    {
        var table = ClassIdTable.Plain(2, 255);
        Assert.False(table.TryGet(2, out _));
        Assert.True(table.TryGet(255, out var label));
        Assert.Equal(SegmentationDataset.Void, label);
    }
}
