using System.Collections.Immutable;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Directions that spread evenly over the positive orthant: points of the unit simplex.</summary>
/// <remarks>
/// Source: Das and Dennis, SIAM Journal on Optimization 1998; two layers for many objectives as Deb and Jain, IEEE Transactions on Evolutionary
/// Computation 2014, section V.
/// </remarks>
public static class ReferenceDirections
{
    /// <summary>All points whose coordinates are multiples of 1/divisions and sum up to 1: C(objectives + divisions − 1, divisions) of them.</summary>
    /// <param name="objectives">Number of coordinates, ≥ 1.</param>
    /// <param name="divisions">Steps along each edge, ≥ 1.</param>
    public static ImmutableArray<double[]> DasDennis(int objectives, int divisions)
    {
        var points = ImmutableArray.CreateBuilder<double[]>();
        var parts = new int[objectives];
        Fill(0, divisions);
        return points.ToImmutable();

        void Fill(int coordinate, int left)
        {
            if (coordinate == objectives - 1)
            {
                parts[coordinate] = left;
                points.Add(Array.ConvertAll(parts, part => (double)part / divisions));
                return;
            }
            for (parts[coordinate] = 0; parts[coordinate] <= left; parts[coordinate]++) Fill(coordinate + 1, left - parts[coordinate]);
        }
    }

    /// <summary>The most directions that are not more than a population: one layer, and where it has no point inside, another of half the size within it.</summary>
    /// <param name="objectives">Number of coordinates, ≥ 1.</param>
    /// <param name="populationSize">Largest number of directions; never fewer than one per objective are returned.</param>
    public static ImmutableArray<double[]> For(int objectives, int populationSize)
    {
        if (objectives == 1) return [[1.0]];
        var outer = MostDivisions(objectives, populationSize);
        var directions = DasDennis(objectives, outer);
        var room = populationSize - directions.Length;
        if (outer >= objectives || room < objectives) return directions;
        var inner = DasDennis(objectives, MostDivisions(objectives, room));
        return directions.AddRange(inner.Select(point => Array.ConvertAll(point, coordinate => (coordinate + 1.0 / objectives) / 2)));
    }

    private static int MostDivisions(int objectives, int most)
    {
        // C(m + p - 1, p) for p = 1 is m; the next is that times (m + p) / (p + 1).
        var divisions = 1;
        for (long count = objectives; (count = count * (objectives + divisions) / (divisions + 1)) <= most;) divisions++;
        return divisions;
    }
}
