using NasFuse.Core.Samplers.Evolution;

namespace NasFuse.Core.Tests.Samplers.Evolution;

public sealed class ReferenceDirectionsTests
{
    [Theory]
    [InlineData(1, 7, 1)]
    [InlineData(2, 10, 11)]
    [InlineData(3, 4, 15)]
    [InlineData(3, 12, 91)]
    [InlineData(5, 6, 210)]
    [InlineData(8, 3, 120)]
    public void There_are_as_many_as_published_and_all_lie_on_the_simplex(int objectives, int divisions, int count)
    {
        var directions = ReferenceDirections.DasDennis(objectives, divisions);
        Assert.Equal(count, directions.Length);
        Assert.Equal(count, directions.Select(direction => string.Join(" ", direction)).Distinct().Count());
        Assert.All(directions, direction => Assert.Equal(1, direction.Sum(), 12));
    }

    [Theory]
    [InlineData(1, 24, 1)]
    [InlineData(2, 24, 24)]
    [InlineData(3, 24, 21)]
    [InlineData(3, 92, 91)]
    [InlineData(5, 24, 20)]
    [InlineData(6, 4, 6)]
    public void A_population_gets_no_more_than_it_can_fill(int objectives, int population, int count)
    {
        var directions = ReferenceDirections.For(objectives, population);
        Assert.Equal(count, directions.Length);
        Assert.All(directions, direction => Assert.Equal(1, direction.Sum(), 12));
    }

    [Fact]
    public void A_second_layer_lies_inside()
    {
        var inside = ReferenceDirections.For(5, 24)[15..];
        Assert.Equal(5, inside.Length);
        Assert.All(inside, direction => Assert.All(direction, coordinate => Assert.True(coordinate > 0)));
    }
}
