using System.Collections.Immutable;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>What the search parameters stand for: branches, the cells they share, and every width.</summary>
/// <remarks>Immutable. <see cref="GenotypeArchitecture"/> turns it into an architecture, <see cref="TablePrice"/> into a latency.</remarks>
public sealed class DecodedGenotype
{
    private readonly DecodingOptions _options;
    private readonly int _stemTwelfths;
    private readonly int _headTwelfths;

    private DecodedGenotype(SearchParameters parameters, DecodingOptions options, string file)
    {
        _options = options;
        IsTeacher = parameters.IsTeacher;
        (_stemTwelfths, _headTwelfths) = (options.StemTwelfths ?? (IsTeacher ? 12 : 8), options.HeadTwelfths ?? (IsTeacher ? 12 : 8));
        var all = BranchDecoding.Decode(parameters).ToDictionary(branch => branch.Stride);
        Branches = [.. options.BranchesOf(parameters, file).Select(stride => all[stride])];
        Cells = [.. CellSharing.GroupsByLayer(Branches).SelectMany((groups, layer) => groups.Select(group => CellOf(group, layer)))];
    }

    /// <summary>True for a teacher.</summary>
    public bool IsTeacher { get; }

    /// <summary>The branches that are built, coarsest first.</summary>
    public ImmutableArray<Branch> Branches { get; }

    /// <summary>The distinct cells, layer by layer.</summary>
    public ImmutableArray<Cell> Cells { get; }

    /// <summary>Number of classes.</summary>
    public int Classes => _options.Classes;

    /// <summary>Weight of the loss of each training-only head.</summary>
    public double AuxiliaryWeight => _options.AuxiliaryWeight;

    /// <summary>Channels of the stem's maps at strides 2, 4 and 8.</summary>
    public ImmutableArray<int> StemWidths => [2 * Width(2, _stemTwelfths), 2 * Width(4, _stemTwelfths), Width(8, _stemTwelfths)];

    /// <summary>Channels of all branches together at stride 8, where they meet.</summary>
    public int FusedWidth => Branches.Length * HeadWidth(8);

    /// <summary>Decodes search parameters.</summary>
    /// <param name="parameters">What the search left behind.</param>
    /// <param name="options">What that leaves open.</param>
    /// <param name="file">Name of the file for messages.</param>
    /// <exception cref="Diagnostics.UserErrorException">The branches are not named and the parameters do not say which pair is better.</exception>
    public static DecodedGenotype Of(SearchParameters parameters, DecodingOptions options, string file = "genotype") =>
        new(parameters, options, file);

    /// <summary>Channels of a branch's last cell and of the head at a stride.</summary>
    public int HeadWidth(int stride) => Width(stride, _headTwelfths);

    /// <summary>Channels of a classifier's 3×3 convolution, also in a training-only head: those of its input, half of them above 256.</summary>
    public static int ClassifierWidth(int inputWidth) => inputWidth <= 256 ? inputWidth : inputWidth / 2;

    /// <summary>The cells of a branch in order.</summary>
    public IEnumerable<Cell> CellsOf(Branch branch) => Cells.Where(cell => cell.Branches.Contains(branch.Stride));

    /// <summary>The last cell of a branch whose output has a stride; null when there is none at stride 8, so that the stem gives the map.</summary>
    public Cell? LastAt(Branch branch, int stride) => CellsOf(branch).LastOrDefault(cell => cell.StrideAfter == stride);

    /// <summary>Channels of a branch's last map at a stride.</summary>
    public int WidthAt(Branch branch, int stride) => LastAt(branch, stride)?.WidthAfter ?? StemWidths[2];

    private Cell CellOf(List<int> group, int layer)
    {
        var branch = Branches[group[0]];
        int before = branch.Strides[layer], after = branch.StrideAfter(layer);
        return new Cell(
            layer, [.. group.Select(index => Branches[index].Stride)], branch.Operators[layer], before, after,
            layer == 0 ? StemWidths[2] : Width(before, branch.WidthTwelfths[layer - 1]),
            layer + 1 == branch.Count ? HeadWidth(after) : Width(after, branch.WidthTwelfths[layer]));
    }

    // Rounds half to even, as the published program does.
    private int Width(int stride, int twelfths) => (int)Math.Round(stride * _options.BaseWidth * (twelfths / 12.0));
}
