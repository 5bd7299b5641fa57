using NasFuse.Data.Checking;

namespace NasFuse.Data.Tests.Checking;

public sealed class ListingDifferenceTests
{
    [Fact]
    public void Equal_listings_do_not_differ() => Assert.Null(ListingDifference.Describe(["a 1", "b 2"], ["b 2", "a 1"]));

    [Fact]
    public void What_is_missing_and_what_is_too_much_is_named_a_few_of_each()
    {
        string[] wanted = [.. Enumerable.Range(0, 8).Select(i => $"train/{i}.png 10")];
        Assert.Equal(
            "wanted but not here: 'train/1.png 10', 'train/2.png 10', 'train/3.png 10', 'train/4.png 10', 'train/5.png 10' and 2 more; "
            + "here but not wanted: 'val/0.png 10'",
            ListingDifference.Describe(wanted, ["train/0.png 10", "val/0.png 10"]));
    }

    [Fact]
    public void Long_lines_are_cut_behind_the_file()
    {
        var line = $"train/masks/1.png 149 ids {new string('F', 512)}";
        Assert.Equal($"wanted but not here: '{line[..100]}…'", ListingDifference.Describe([line], []));
    }
}
