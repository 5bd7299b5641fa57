using NasFuse.Core.Samplers.Evolution;

namespace NasFuse.Core.Tests.Samplers.Evolution;

public sealed class NichingTests
{
    private static readonly Niching Axes = new([[1.0, 0], [0.5, 0.5], [0, 1.0]]);

    [Fact]
    public void Empty_niches_are_settled_first_and_by_the_nearest()
    {
        // The first axis is settled twice, the diagonal once; near the second axis two candidates wait.
        double[][] settled = [[1, 0], [0.9, 0.05], [0.5, 0.5]];
        double[][] last = [[0.95, 0], [0.1, 0.9], [0.02, 0.9], [0.45, 0.55]];
        Assert.Equal([2], Axes.Select(settled, last, 1, new Random(1)));
        // Then second axis and diagonal are equal; after both, the second axis has nobody left and the others follow.
        Assert.Equal([1, 2, 3], Axes.Select(settled, last, 3, new Random(1)).Order());
    }

    [Fact]
    public void All_can_be_selected_each_once() =>
        Assert.Equal([0, 1, 2, 3, 4], Axes.Select([], [[0, 0], [1, 1], [2, 0], [0, 3], [1, 2]], 5, new Random(2)).Order());

    [Fact]
    public void Chance_decides_between_equal_niches()
    {
        double[][] last = [[1, 0], [1, 1], [0, 1]];
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 50).Select(seed => Axes.Select([], last, 1, new Random(seed))[0]).Distinct().Order());
    }
}
