using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>The space that <see cref="FusionLatticeOptions"/> describe.</summary>
/// <remarks>
/// A node <c>n2_8</c> stands in layer 2 at stride 8. Choices: <c>encoder</c>; per place <c>L2/s8/present</c>, <c>…/inputs</c> (how many),
/// <c>…/input1</c> (from the layer right before), <c>…/input2</c> … (from any earlier layer), <c>…/fusion</c>, <c>…/operator</c>, <c>…/width</c>,
/// <c>…/up</c>, <c>…/down</c>; <c>head/width</c>, <c>head/fusion</c>. What has one option is not asked. Inputs are put in a fixed order, finest first.
/// </remarks>
public sealed class FusionLattice : SearchSpace
{
    private readonly GridPlan _plan;

    internal FusionLattice(GridPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public override string Name => _plan.Name;

    /// <inheritdoc/>
    public override Architecture Build(IChooser chooser) => new LatticeBuild(_plan, chooser).Run();

    /// <inheritdoc/>
    public override SpaceCount Count() => SpaceCount.Exactly(new LatticeCount(_plan).Total());
}
