using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.DenseGrids;

/// <summary>The space that <see cref="DenseGridOptions"/> describe.</summary>
/// <remarks>
/// A module <c>n2_8</c> stands in layer 2 at stride 8. Choices are named as in <see cref="FusionLattices.FusionLattice"/>; a module's inputs are asked
/// in canonical order, finest first, so that each set is asked in one way. Random sampling takes each choice alone: present or not, how many
/// inputs, then every set of so many inputs with equal probability. It is not uniform over architectures: those that several placements describe
/// and small ones come more often.
/// </remarks>
public sealed class DenseGrid : SearchSpace
{
    private readonly GridPlan _plan;

    internal DenseGrid(GridPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public override string Name => _plan.Name;

    /// <inheritdoc/>
    public override Architecture Build(IChooser chooser) => new DenseGridBuild(_plan, chooser).Run();

    /// <inheritdoc/>
    public override SpaceCount Count() => new DenseGridCount(_plan, this).Total();

    /// <summary>The bounds of <see cref="Count"/> without enumeration.</summary>
    public SpaceCount Bounds() => new DenseGridCount(_plan, this).Bounds();
}
