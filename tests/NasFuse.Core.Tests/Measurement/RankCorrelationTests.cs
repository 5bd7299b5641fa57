using NasFuse.Core.Measurement;

namespace NasFuse.Core.Tests.Measurement;

public sealed class RankCorrelationTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 10.0, 20, 40, 80 }, 1)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 8.0, 4, 2, 1 }, -1)]
    // By hand: 1 - 6 Σd² / (n (n² - 1)) with d = 1, -1, 0, 0, 0 and n = 5.
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, new[] { 2.0, 1, 3, 4, 5 }, 0.9)]
    // Ties, by hand: ranks 0, 1.5, 1.5, 3 and 0, 2, 1, 3 about their mean give 4.5 / √(4.5 · 5).
    [InlineData(new[] { 1.0, 2, 2, 3 }, new[] { 1.0, 3, 2, 4 }, 0.9486832980505138)]
    [InlineData(new[] { 5.0, 5, 5 }, new[] { 1.0, 2, 3 }, double.NaN)]
    [InlineData(new double[0], new double[0], double.NaN)]
    public void It_is_that_of_the_ranks(double[] a, double[] b, double expected) => Assert.Equal(expected, RankCorrelation.Spearman(a, b), 12);

    [Fact]
    public void Lists_of_different_length_are_refused() => Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2], [1]));
}
