using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers.Models;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class GoodBadSplitTests
{
    [Fact]
    public void Good_are_whole_fronts_then_what_adds_hypervolume_then_the_least_infeasible()
    {
        Observation[] complete = [At(0, 0, 1), At(1, 1, 0), At(2, 0.5, 0.5), At(3, 0.6, 0.9), At(4, 0.9, 0.6), At(5, 1, 1)];
        Observation[] infeasible = [Infeasible(6, 2), Infeasible(7, 1)];
        var evidence = new Evidence(new ChoiceCodes(), complete, infeasible, [Infeasible(8, 0)]);

        Assert.Equal([2], Good(1));
        Assert.Equal([0, 1, 2], Good(3).Order());
        Assert.Equal(4, Good(4).Count());
        Assert.Equal([0, 1, 2, 3, 4, 5, 7], Good(7).Order());
        Assert.Equal([0, 1, 3, 4, 5, 6, 7, 8], GoodBadSplit.Of(evidence, 1).Bad.Select(trial => trial.Number));

        IEnumerable<int> Good(int size) => GoodBadSplit.Of(evidence, size).Good.Select(trial => trial.Number);
    }

    [Fact]
    public void Lazy_choice_is_plain_greedy_choice()
    {
        var random = new Random(3);
        var costs = Enumerable.Range(0, 40).Select(_ => new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }).ToArray();
        Assert.Equal(Greedy(costs, 8), HypervolumeSubset.Choose(costs, 8));
    }

    private static List<int> Greedy(double[][] costs, int count)
    {
        var chosen = new List<int>();
        while (chosen.Count < count)
            chosen.Add(Enumerable.Range(0, costs.Length).Except(chosen).MaxBy(i => Volume(chosen.Append(i))));
        return chosen;

        double Volume(IEnumerable<int> members) => Hypervolume.Compute([.. members.Select(i => costs[i])], [1.1, 1.1, 1.1]);
    }

    private static Observation At(int number, params double[] costs) => new(number, Assignment.Empty, [], costs, 0);

    private static Observation Infeasible(int number, double violation) => new(number, Assignment.Empty, [], null, violation);
}
