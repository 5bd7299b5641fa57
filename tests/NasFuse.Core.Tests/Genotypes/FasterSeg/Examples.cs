using System.Collections.Immutable;
using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

/// <summary>Search parameters of 16 layers in which every decision is known.</summary>
internal static class Examples
{
    public const int Layers = 16;

    /// <summary>Every cell a single convolution of the narrowest width; steps down where the rows say.</summary>
    public static SearchParameters Plain(int sixteenthRow = 6, int first = 3, int second = 8) => new(
        IsTeacher: false,
        [.. Enumerable.Range(0, 3).Select(s => Table(Layers - s, 5, _ => (int)CellOperator.Conv))],
        [
            new([.. Enumerable.Range(0, 14).Select(row => Row(2, 0, row == sixteenthRow ? 3 : row == first ? 2 : -3))]),
            new([.. Enumerable.Range(0, 13).Select(row => Row(2, 0, row == second ? 3 : -3))]),
        ],
        [.. Enumerable.Range(0, 3).Select(s => Table(Layers - Math.Max(1, s), 5, _ => 0))],
        new PairScore(0.3, 6), new PairScore(0.2, 6));

    /// <summary>These parameters with another operator preferred at some layers of one stride.</summary>
    public static SearchParameters Prefer(
        this SearchParameters parameters, int stride, CellOperator operation, double preference, params IEnumerable<int> layers)
    {
        var level = int.Log2(stride) - 3;
        var rows = parameters.Operators[level].Rows;
        foreach (var layer in layers) rows = rows.SetItem(layer - level, rows[layer - level].SetItem((int)operation, preference));
        return parameters with { Operators = parameters.Operators.SetItem(level, new PreferenceTable(rows)) };
    }

    public static DecodedGenotype Decode(this SearchParameters parameters, params ImmutableArray<int> branches) =>
        DecodedGenotype.Of(parameters, new DecodingOptions { Branches = branches });

    private static PreferenceTable Table(int rows, int columns, Func<int, int> best) =>
        new([.. Enumerable.Range(0, rows).Select(row => Row(columns, best(row), 1))]);

    private static ImmutableArray<double> Row(int columns, int column, double value) =>
        [.. Enumerable.Range(0, columns).Select(i => i == column ? value : 0.0)];
}
