using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Where the parameters of the published network are: only part of them ships.</summary>
/// <param name="Deployed">What inference needs.</param>
/// <param name="Auxiliary">In the heads that only training sees.</param>
/// <param name="NeverCalled">In the channel attention that the published head constructs and never calls: two C×C matrices without bias.</param>
public sealed record ParameterAccount(long Deployed, long Auxiliary, long NeverCalled)
{
    /// <summary>What the published program reports as the network's parameters.</summary>
    public long Total => Deployed + Auxiliary + NeverCalled;

    /// <summary>Counts a genotype and its architecture.</summary>
    public static ParameterAccount Of(DecodedGenotype genotype, Architecture architecture)
    {
        var graph = architecture.Lower(new Size(256, 256));
        var deployed = GraphCost.Of(graph.Deployed()).Parameters;
        return new(deployed, GraphCost.Of(graph).Parameters - deployed, 2L * genotype.FusedWidth * genotype.FusedWidth);
    }
}
