using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;

namespace NasFuse.Core.Tests.SearchSpaces.FusionLattices;

/// <summary>What search-spaces/fusion-lattice promises.</summary>
public sealed class ShippedLatticeTests
{
    [Fact]
    public void Candidates_are_small_enough_for_two_cores_and_differ_widely()
    {
        var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "fusion-lattice")).Options.Create("fusion-lattice", 11);
        var random = RandomStreams.Create(1, "test");
        var costs = Enumerable.Range(0, 1000).Select(_ => GraphCost.Of(space.Sample(random).Architecture.Lower(new Size(180, 240)))).ToArray();
        var parameters = costs.Select(cost => cost.Parameters / 1e6).Order().ToArray();
        var macs = costs.Select(cost => cost.Macs / 1e6).Order().ToArray();
        TestContext.Current.SendDiagnosticMessage("count {0:E3}; parameters M {1}; MMAC {2}", space.Count().AtLeast, Quantiles(parameters), Quantiles(macs));
        Assert.InRange(parameters[50], 0.02, 0.1);
        Assert.InRange(parameters[500], 0.2, 0.5);
        Assert.InRange(parameters[950], 0.5, 1.0);
        Assert.InRange(macs[50], 20, 50);
        Assert.InRange(macs[500], 60, 120);
        Assert.InRange(macs[950], 120, 200);

        static string Quantiles(double[] sorted) => string.Join(" ", new[] { 0, 50, 250, 500, 750, 950, 999 }.Select(i => $"{sorted[i]:0.000}"));
    }
}
