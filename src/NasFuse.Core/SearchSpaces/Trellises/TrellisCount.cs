using System.Numerics;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>Counts the distinct architectures of a trellis.</summary>
/// <remarks>
/// Blocks stand in the order of the concatenation, so cells differ when any block differs; the two parts of a block have no order. A block of a skip alone is
/// its input itself, so it counts once per value there is, and blocks without parts are not there at all. A cell that reads one earlier
/// cell only leaves others out, so cells are counted by what they read; where only the cell before the previous one is read, every second layer counts.
/// </remarks>
internal sealed class TrellisCount(TrellisPlan plan, TrellisPaths paths)
{
    private readonly int _operators = plan.Operators.Count(operation => operation is not null);
    private readonly int _skips = plan.Operators.Count(operation => operation is Identity);

    public SpaceCount Total()
    {
        var oneInput = Cells(1);
        var bothInputs = Cells(2) - 2 * oneInput;
        var architectures = (bothInputs + oneInput) * paths.Count + oneInput * paths.CountEverySecond();
        return SpaceCount.Exactly(plan.Encoders.Length * plan.Filters.Length * plan.HeadOperators.Length * plan.HeadWidths.Length * architectures) with
        {
            Parts =
            [
                new CountedPart("paths", paths.Count),
                new CountedPart("cell genotypes with ordered parts", Genotypes),
                new CountedPart("paths times cell genotypes", paths.Count * Genotypes),
                new CountedPart("distinct cells", bothInputs + 2 * oneInput),
            ],
        };
    }

    /// <summary>As published: block i has two ordered parts, each one of i + 1 inputs and one of all operators.</summary>
    private BigInteger Genotypes => Enumerable.Range(1, plan.Blocks)
        .Aggregate(BigInteger.One, (product, block) => product * BigInteger.Pow((block + 1) * plan.Operators.Length, 2));

    /// <summary>Cells that read no other cells than <paramref name="inputs"/> given ones.</summary>
    private BigInteger Cells(int inputs) => plan.HasNone
        ? Enumerable.Range(1, plan.Blocks).Aggregate(BigInteger.Zero, (sum, blocks) => sum + Sequences(inputs, blocks))
        : Sequences(inputs, plan.Blocks);

    /// <summary>Sequences of blocks that are not empty, when there are so many values to read.</summary>
    private BigInteger Sequences(int values, int blocks)
    {
        if (blocks == 0) return 1;
        BigInteger parts = values * _operators;
        var (known, made) = (BigInteger.Zero, parts * (parts + 1) / 2);
        if (plan.HasNone) (known, made) = (values * _skips, made + values * (_operators - _skips));
        return made * Sequences(values + 1, blocks - 1) + (known.IsZero ? 0 : known * Sequences(values, blocks - 1));
    }
}
