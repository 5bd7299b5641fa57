namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Fills a population from a front that does not fit in as a whole: where few have settled, one more may.</summary>
/// <remarks>Source: Deb and Jain, IEEE Transactions on Evolutionary Computation 2014, algorithms 3 and 4.</remarks>
/// <param name="directions">Reference directions; a candidate belongs to the one whose line is nearest.</param>
public sealed class Niching(IReadOnlyList<double[]> directions)
{
    /// <summary>Selects members of the last front.</summary>
    /// <param name="settled">Scaled costs of those that are in, see <see cref="UnitCosts"/>.</param>
    /// <param name="last">Scaled costs of the front to select from.</param>
    /// <param name="wanted">How many, at most as many as there are.</param>
    /// <param name="random">Breaks ties.</param>
    /// <returns>Indices into <paramref name="last"/>.</returns>
    public IReadOnlyList<int> Select(IReadOnlyList<double[]> settled, IReadOnlyList<double[]> last, int wanted, Random random)
    {
        var counts = new int[directions.Count];
        foreach (var cost in settled) counts[Nearest(cost).Direction]++;
        var waiting = last.Select((cost, i) => (Index: i, Place: Nearest(cost))).ToLookup(pair => pair.Place.Direction);
        var niches = waiting.ToDictionary(niche => niche.Key, niche => niche.OrderBy(pair => pair.Place.Distance).Select(pair => pair.Index).ToList());
        var selected = new List<int>(wanted);
        while (selected.Count < wanted)
        {
            var fewest = niches.Keys.Min(direction => counts[direction]);
            int[] emptiest = [.. niches.Keys.Where(direction => counts[direction] == fewest).Order()];
            var direction = emptiest[random.Next(emptiest.Length)];
            // The nearest one settles an empty niche; whoever follows need not be near.
            var niche = niches[direction];
            var place = fewest == 0 ? 0 : random.Next(niche.Count);
            selected.Add(niche[place]);
            niche.RemoveAt(place);
            if (niche.Count == 0) niches.Remove(direction);
            counts[direction]++;
        }
        return selected;
    }

    private (int Direction, double Distance) Nearest(double[] cost)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < directions.Count; i++)
        {
            if (SquaredDistance(cost, directions[i]) is var distance && distance < least) (nearest, least) = (i, distance);
        }
        return (nearest, least);
    }

    /// <summary>Squared distance from a point to the line through the origin.</summary>
    private static double SquaredDistance(double[] point, double[] direction)
    {
        double product = 0, length = 0, squared = 0;
        for (var i = 0; i < point.Length; i++)
        {
            product += point[i] * direction[i];
            length += direction[i] * direction[i];
            squared += point[i] * point[i];
        }
        return squared - product * product / length;
    }
}
