using System.Collections.Immutable;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>What a branch computes in one layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Row">Row of its output.</param>
/// <param name="Operator">The operator, with stride 2 where the branch steps down.</param>
internal sealed record Cell(int Layer, int Row, Operator Operator);

/// <summary>A branch with its cells as nodes.</summary>
/// <param name="End">Row it ends at.</param>
/// <param name="LastAt">Its last map in each row up to that; in row 0 the stem's where the branch has no cell there.</param>
internal sealed record BuiltBranch(int End, ImmutableArray<BranchMap> LastAt)
{
    public BranchMap Last => LastAt[End];
}

/// <summary>A map of a branch.</summary>
/// <param name="Id">Id of the node.</param>
/// <param name="Width">Channels.</param>
internal sealed record BranchMap(string Id, int Width);
