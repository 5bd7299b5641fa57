using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>The space that <see cref="TrellisOptions"/> describe.</summary>
/// <remarks>
/// Choices: <c>encoder</c>; <c>filters</c>; the genotype of all cells <c>cell/b1/operator1</c>, <c>cell/b1/input1</c>, <c>cell/b1/operator2</c>,
/// <c>cell/b1/input2</c> … (inputs
/// <c>prev2</c>, <c>prev</c>, <c>b1</c> …; a part <c>none</c> has none); <c>path/L2</c> … the stride of each layer behind the first; <c>head/operator</c>,
/// <c>head/width</c>. What has one option is not asked. A node <c>L3b2</c> is the second block of the cell in layer 3, <c>L3b2x</c> and <c>L3b2y</c> its parts,
/// <c>L3p</c> and <c>L3q</c> the cell before and the one before that, aligned.
/// <para>Sampling is uniform over paths (each step is drawn in proportion to the paths that go on from it) and over the parts of the genotype. It is
/// not uniform over distinct cells: a block of two different parts has two genotypes, one of two equal parts has one.</para>
/// </remarks>
public sealed class Trellis : SearchSpace
{
    private readonly TrellisPlan _plan;
    private readonly TrellisPaths _paths;

    internal Trellis(TrellisPlan plan) => (_plan, _paths) = (plan, new TrellisPaths(plan.Rows, plan.Layers));

    /// <inheritdoc/>
    public override string Name => _plan.Name;

    /// <inheritdoc/>
    public override Architecture Build(IChooser chooser) => new TrellisBuild(_plan, _paths, chooser).Run();

    /// <inheritdoc/>
    /// <remarks>Exact.</remarks>
    public override SpaceCount Count() => new TrellisCount(_plan, _paths).Total();
}
