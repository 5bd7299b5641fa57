using System.Collections.Immutable;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>A decoded way through the lattice, deleted skips left out.</summary>
/// <param name="Stride">Stride it ends at: 8, 16 or 32.</param>
/// <param name="Operators">Operator of each cell.</param>
/// <param name="Strides">Stride of each cell's input; rises by a factor of two where a cell steps down.</param>
/// <param name="WidthTwelfths">Width of each cell's output but the last, in twelfths of the full width; the last cell's is that of the head.</param>
public sealed record Branch(int Stride, ImmutableArray<CellOperator> Operators, ImmutableArray<int> Strides, ImmutableArray<int> WidthTwelfths)
{
    /// <summary>Number of cells.</summary>
    public int Count => Operators.Length;

    /// <summary>Stride of a cell's output.</summary>
    public int StrideAfter(int cell) => cell + 1 < Count ? Strides[cell + 1] : Stride;
}
