using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>The space that <see cref="BranchesOptions"/> describe.</summary>
/// <remarks>
/// Choices: <c>encoder</c>; <c>branches</c>; per branch and stride the layer in which it steps down there, <c>b32/down16</c>; per place <c>L3/s8/operator</c>,
/// <c>…/reduction</c> (where it is skipped and a branch steps down), <c>…/width</c> (where a cell leads there); of a searched head <c>fusion/steps</c>,
/// <c>F1/stride</c>, <c>F1/inputs</c> (how many), <c>F1/input1</c> …, <c>F1/fusion</c>, <c>F1/operator</c>, <c>F1/width</c>, <c>F1/up</c>, <c>F1/down</c>,
/// <c>head/width</c>, <c>head/fusion</c>. What has one option is not asked. A node <c>b32_4</c> is the fifth cell of the branch that ends at 1/32,
/// and of the branches that share it.
/// <para>Sampling is uniform over sets of branches, over the ways of a branch, and over the operators and widths of the places on them; not over distinct
/// architectures, for skips at different places of a run of cells give the same one.</para>
/// </remarks>
public sealed class BranchesSpace : SearchSpace
{
    private readonly BranchesPlan _plan;

    internal BranchesSpace(BranchesPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public override string Name => _plan.Name;

    /// <inheritdoc/>
    public override Architecture Build(IChooser chooser) => new BranchesBuild(_plan, chooser).Run();

    /// <inheritdoc/>
    /// <remarks>Exact when every set has one branch and the head is the published one, or when the space is small enough to go through it; else
    /// between bounds.</remarks>
    public override SpaceCount Count() => new BranchesCount(_plan).Of(this);
}
