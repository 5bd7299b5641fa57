using System.Numerics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>Counts the ways to make one node of a fusion neck.</summary>
internal sealed class NeckNodeCount(NeckPlan plan)
{
    /// <summary>Ways to make a node: widths · operators · Σ over numbers of inputs.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="perRow">What it can read, nodes per row as <see cref="GridNodeCount.One"/> adds them up.</param>
    public BigInteger Of(int row, long perRow)
    {
        BigInteger sum = 0;
        for (var arity = 1; arity <= plan.MaxInputs; arity++) sum += WithInputs(arity, row, perRow);
        return plan.Widths[row].Length * plan.Operators.Length * sum;
    }

    /// <summary>Fusions of so many inputs times all sets of so many inputs, each with all ways to align its edges.</summary>
    public BigInteger WithInputs(int arity, int row, long perRow)
    {
        // Coefficient of xᵃʳⁱᵗʸ in Π over rows of (1 + variants · x)ⁿᵒᵈᵉˢ.
        var sets = new BigInteger[arity + 1];
        sets[0] = 1;
        for (var other = 0; other < plan.Rows; other++)
        {
            var variants = plan.VariantsOf(other, row).Length;
            for (var node = 0; node < GridNodeCount.In(perRow, other); node++)
            {
                for (var size = arity; size > 0; size--) sets[size] += sets[size - 1] * variants;
            }
        }
        return sets[arity] * plan.WaysToFuse(arity);
    }
}
