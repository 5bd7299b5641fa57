using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>The space that <see cref="MeshOptions"/> describe.</summary>
/// <remarks>
/// Choices: <c>encoder</c>; <c>width</c> of the finest branch; per stage <c>S1/units</c>; per unit and branch <c>S1U1/s4/operator</c>,
/// <c>S1U1/s4/from8</c> … (what comes from another
/// branch: <c>none</c> or a variant) and <c>S1U1/s4/fusion</c> (where something does); <c>head/fusion</c>. What has one option is not asked.
/// A node <c>B2_1_8</c> is the operator of the branch at 1/8 in the first unit of stage 2, <c>F2_1_8</c> what it is after the exchange, <c>T2_16</c> the
/// beginning of the branch that stage 2 adds.
/// <para>Sampling is uniform over widths and numbers of units; given those, every set of exchanges with its variants and operators is equally likely. It is
/// not uniform over all architectures: short meshes are fewer but drawn as often as long ones, and a branch without exchange has no fusion to draw.</para>
/// </remarks>
public sealed class Mesh : SearchSpace
{
    private readonly MeshPlan _plan;

    internal Mesh(MeshPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public override string Name => _plan.Name;

    /// <inheritdoc/>
    public override Architecture Build(IChooser chooser) => new MeshBuild(_plan, chooser).Run();

    /// <inheritdoc/>
    /// <remarks>Exact.</remarks>
    public override SpaceCount Count() => new MeshCount(_plan).Total();
}
