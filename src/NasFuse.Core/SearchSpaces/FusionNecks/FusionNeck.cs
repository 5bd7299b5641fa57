using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>The space that <see cref="FusionNeckOptions"/> describe.</summary>
/// <remarks>
/// Nodes are <c>f1</c>, <c>f2</c> … Choices: <c>encoder</c>, <c>nodes</c>; per node <c>f1/scale</c>, <c>…/inputs</c> (how many), <c>…/input1</c> … (in
/// canonical order, so that each set is asked in one way), <c>…/fusion</c>, <c>…/operator</c>, <c>…/width</c>, <c>…/align1</c> …;
/// <c>head/width</c>, <c>head/fusion</c>. What has one option is not asked. Given encoder and number of nodes, and with as many variants upward, downward and at equal
/// scale, random sampling is uniform over the assignments of the neck (with other numbers of variants each node is, given those before it); an
/// architecture is as likely as the orders its nodes can be written in, at most n! of them.
/// </remarks>
public sealed class FusionNeck : SearchSpace
{
    private readonly NeckPlan _plan;

    internal FusionNeck(NeckPlan plan) => _plan = plan;

    /// <inheritdoc/>
    public override string Name => _plan.Name;

    /// <inheritdoc/>
    public override Architecture Build(IChooser chooser) => new NeckBuild(_plan, chooser).Run();

    /// <inheritdoc/>
    public override SpaceCount Count() => new NeckCount(_plan, this).Total();

    /// <summary>The bounds of <see cref="Count"/> without enumeration.</summary>
    public SpaceCount Bounds() => new NeckCount(_plan, this).Bounds();
}
