using System.Collections.Immutable;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>A cell of the decoded network, which several branches may share.</summary>
/// <param name="Layer">Position in its branches, from 0, deleted skips not counted.</param>
/// <param name="Branches">Strides that its branches end at, coarsest first.</param>
/// <param name="Operator">What it computes.</param>
/// <param name="StrideBefore">Stride of its input.</param>
/// <param name="StrideAfter">Stride of its output: the same, or twice that.</param>
/// <param name="WidthBefore">Channels of its input.</param>
/// <param name="WidthAfter">Channels of its output.</param>
public sealed record Cell(
    int Layer, ImmutableArray<int> Branches, CellOperator Operator, int StrideBefore, int StrideAfter, int WidthBefore, int WidthAfter)
{
    /// <summary>True when more than one branch goes through it.</summary>
    public bool IsShared => Branches.Length > 1;

    /// <summary>Id of its node: <c>c2</c> when shared, else <c>b16_4</c>.</summary>
    public string Id => IsShared ? $"c{Layer}" : $"b{Branches[0]}_{Layer}";
}
