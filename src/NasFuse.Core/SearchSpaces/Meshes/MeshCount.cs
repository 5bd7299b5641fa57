using System.Numerics;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>Counts the distinct architectures of a mesh.</summary>
/// <remarks>
/// A branch is known by its stride and a unit by its place on the branch; stages are told apart by the branches they begin with. So architectures differ
/// exactly when a choice differs, and numbers multiply. A branch that takes in nothing has no fusion.
/// </remarks>
internal sealed class MeshCount(MeshPlan plan)
{
    public SpaceCount Total()
    {
        var meshes = Product(branches => UnitWays(branches, plan.Fusions.Length, plan.Operators.Length));
        return SpaceCount.Exactly(plan.Encoders.Length * plan.Widths.Length * plan.HeadFusions.Length * meshes) with
        {
            Parts =
            [
                new CountedPart("sets of exchanges", Product(branches => UnitWays(branches, fusions: 1, operators: 1))),
                new CountedPart("sets of exchanges of the longest mesh", plan.Stages.Aggregate(
                    BigInteger.One, (product, stage) => product * BigInteger.Pow(UnitWays(stage.Branches, 1, 1), stage.Units.Max()))),
            ],
        };
    }

    private BigInteger Product(Func<int, BigInteger> unitWays) => plan.Stages.Aggregate(
        BigInteger.One,
        (product, stage) => product * stage.Units.Aggregate(BigInteger.Zero, (sum, units) => sum + BigInteger.Pow(unitWays(stage.Branches), units)));

    private BigInteger UnitWays(int branches, int fusions, int operators)
    {
        var product = BigInteger.One;
        for (var row = 0; row < branches; row++)
        {
            var exchanges = BigInteger.Pow(plan.Downs.Length, row) * BigInteger.Pow(plan.Ups.Length, branches - 1 - row);
            product *= operators * ((exchanges - 1) * fusions + 1);
        }
        return product;
    }
}
