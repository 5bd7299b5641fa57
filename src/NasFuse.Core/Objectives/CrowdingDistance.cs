namespace NasFuse.Core.Objectives;

/// <summary>How lonely each member of a front is: the normalised perimeter of the box between its neighbours.</summary>
/// <remarks>Source: NSGA-II (Deb, Pratap, Agarwal and Meyarivan, IEEE Transactions on Evolutionary Computation 2002), section III-B.</remarks>
public static class CrowdingDistance
{
    /// <summary>Distances in the order of the vectors; infinite for the extremes of every objective.</summary>
    /// <param name="front">Finite cost vectors of one length.</param>
    public static double[] Of(IReadOnlyList<double[]> front)
    {
        var distances = new double[front.Count];
        for (var objective = 0; front.Count > 0 && objective < front[0].Length; objective++) AddAlong(objective);
        return distances;

        void AddAlong(int objective)
        {
            var order = Enumerable.Range(0, front.Count).OrderBy(i => front[i][objective]).ToArray();
            var range = front[order[^1]][objective] - front[order[0]][objective];
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            if (range <= 0) return;
            for (var i = 1; i < order.Length - 1; i++)
                distances[order[i]] += (front[order[i + 1]][objective] - front[order[i - 1]][objective]) / range;
        }
    }
}
