using NasFuse.Core.Measurement;

namespace NasFuse.Core.Tests.Measurement;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.5, 25)]
    [InlineData(0.25, 17.5)]
    [InlineData(0.95, 38.5)]
    [InlineData(1, 40)]
    public void Interpolates_as_numpy_does(double share, double expected) => Assert.Equal(expected, Quantiles.OfSorted([10, 20, 30, 40], share), 12);

    [Fact]
    public void One_value_is_every_quantile() => Assert.Equal(7, Quantiles.OfSorted([7], 0.95));

    [Fact]
    public void The_median_needs_no_order() => Assert.Equal(3, Quantiles.Median([5, 1, 3]));

    [Fact]
    public void Nothing_and_impossible_shares_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.OfSorted([], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.OfSorted([1], 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.OfSorted([1], double.NaN));
    }
}
