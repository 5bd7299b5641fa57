using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>Paths through the rows of a trellis: from row 0 in the first layer, at most one row up or down per layer. Immutable and thread-safe.</summary>
internal sealed class TrellisPaths
{
    private readonly int _layers;
    private readonly BigInteger[][] _onward;

    /// <param name="rows">Number of rows, ≥ 1.</param>
    /// <param name="layers">Number of layers, ≥ 1.</param>
    public TrellisPaths(int rows, int layers)
    {
        _layers = layers;
        // _onward[k][row]: ways to go on for k more layers.
        _onward = new BigInteger[layers][];
        _onward[0] = [.. Enumerable.Repeat(BigInteger.One, rows)];
        for (var k = 1; k < layers; k++) _onward[k] = [.. Enumerable.Range(0, rows).Select(row => Sum(_onward[k - 1], row, reach: 1))];
    }

    /// <summary>Number of paths.</summary>
    public BigInteger Count => _onward[_layers - 1][0];

    private int Rows => _onward[0].Length;

    /// <summary>Number of different paths when only every second layer is looked at, the last one among them.</summary>
    public BigInteger CountEverySecond()
    {
        BigInteger[] ways = [.. Enumerable.Repeat(BigInteger.One, Rows)];
        var layer = _layers;
        for (; layer > 2; layer -= 2) ways = [.. Enumerable.Range(0, Rows).Select(row => Sum(ways, row, reach: 2))];
        return layer == 1 ? ways[0] : Sum(ways, 0, reach: 1);
    }

    /// <summary>Asks for the row of every layer; every path is equally likely.</summary>
    public ImmutableArray<int> Choose(IChooser chooser, ImmutableArray<int> strides)
    {
        var rows = ImmutableArray.CreateBuilder<int>(_layers);
        rows.Add(0);
        for (var layer = 2; layer <= _layers; layer++)
        {
            var left = _layers - layer;
            rows.Add(chooser.Pick(
                $"path/L{layer}", Neighbours(rows[^1], reach: 1),
                    row => strides[row].ToString(CultureInfo.InvariantCulture), row => (double)_onward[left][row]));
        }
        return rows.DrainToImmutable();
    }

    private BigInteger Sum(BigInteger[] ways, int row, int reach) => Neighbours(row, reach).Aggregate(BigInteger.Zero, (sum, other) => sum + ways[other]);

    private int[] Neighbours(int row, int reach)
    {
        var (first, last) = (Math.Max(0, row - reach), Math.Min(Rows - 1, row + reach));
        return [.. Enumerable.Range(first, last - first + 1)];
    }
}
