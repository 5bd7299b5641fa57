using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Chooses the members of a front that together dominate about the most.</summary>
/// <remarks>
/// Greedy: again and again the member that adds the largest hypervolume, at least (1 − 1/e) of the best subset's (Guerreiro, Fonseca and Paquete 2016).
/// Contributions only fall while members are chosen, so old ones are upper bounds and few are computed anew (lazy evaluation, Minoux 1978).
/// </remarks>
internal static class HypervolumeSubset
{
    /// <summary>Indices of the chosen ones, in the order in which they were chosen.</summary>
    /// <param name="costs">Cost vectors in 0..1 (<see cref="CostBox"/>).</param>
    /// <param name="count">How many to choose, at most as many as there are.</param>
    public static List<int> Choose(IReadOnlyList<double[]> costs, int count)
    {
        // A tenth beyond the box, so that the extremes of the front count for something.
        var reference = Enumerable.Repeat(1.1, costs[0].Length).ToArray();
        var bounds = new PriorityQueue<int, (double Negative, int Index)>(Enumerable.Range(0, costs.Count).Select(i => (i, (double.NegativeInfinity, i))));
        var (chosen, members, volume) = (new List<int>(), new List<double[]>(), 0.0);
        while (chosen.Count < count)
        {
            var next = bounds.Dequeue();
            var gain = Hypervolume.Compute([.. members, costs[next]], reference) - volume;
            if (bounds.TryPeek(out _, out var rival) && -gain > rival.Negative)
            {
                bounds.Enqueue(next, (-gain, next));
                continue;
            }
            chosen.Add(next);
            members.Add(costs[next]);
            volume += gain;
        }
        return chosen;
    }
}
