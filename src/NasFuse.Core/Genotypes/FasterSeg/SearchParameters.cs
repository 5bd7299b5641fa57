using System.Collections.Immutable;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Preferences before the softmax: a row per decision, a column per alternative.</summary>
/// <param name="Rows">Rows of equal length, all finite.</param>
public sealed record PreferenceTable(ImmutableArray<ImmutableArray<double>> Rows);

/// <summary>What a FasterSeg search leaves behind: the raw parameters of one searched network.</summary>
/// <remarks>
/// Cells lie on a lattice of layers 0..L−1 and strides 8, 16, 32; a stride is there from layer 0, 1, 2 on, and that layer has the first row of its tables.
/// Immutable. Source: Chen et al., ICLR 2020 (arXiv 1912.10917), and the files published with it.
/// </remarks>
/// <param name="IsTeacher">True for the teacher (keys <c>…_0_…</c>), which may not skip; false for the student (<c>…_1_…</c>).</param>
/// <param name="Operators">Per stride 8, 16, 32: a row per layer, a column per <see cref="CellOperator"/>.</param>
/// <param name="Downs">For the ways to 1/16 and to 1/32: rows from layer 1 and 2 on, columns down and keep.</param>
/// <param name="Widths">Per stride 8, 16, 32: rows for layers 1, 1 and 2 on, a column per width; one column when the width was not searched.</param>
/// <param name="WithEighth">Score of the branches to 1/32 and 1/8, or null when the file does not say.</param>
/// <param name="WithSixteenth">Score of the branches to 1/32 and 1/16, or null when the file does not say.</param>
public sealed record SearchParameters(
    bool IsTeacher, ImmutableArray<PreferenceTable> Operators, ImmutableArray<PreferenceTable> Downs, ImmutableArray<PreferenceTable> Widths,
    PairScore? WithEighth, PairScore? WithSixteenth)
{
    /// <summary>Fewest layers of which the decoding rules make two steps down.</summary>
    public const int FewestLayers = 8;

    /// <summary>Most layers that are read.</summary>
    public const int MostLayers = 64;

    /// <summary>Number of layers L.</summary>
    public int Layers => Operators[0].Rows.Length;
}
