using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces.Templates;

/// <summary>The cells of NAS-Bench-201 (Dong and Yang, ICLR 2020) as a space of networks.</summary>
public sealed class NasBench201SpaceTests
{
    // The benchmark's last batch normalisation, over 64 channels, is not in our head.
    private const int LastNormalisation = 2 * 64;

    private static readonly string[] Edges = ["edge01", "edge02", "edge12", "edge03", "edge13", "edge23"];

    private static readonly SearchSpace Space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "nasbench201")).Create(10);

    /// <summary>Parameters that the benchmark publishes for networks of ten classes (<c>params_m</c>), in the order of its text: 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.</summary>
    [Theory]
    [InlineData("pool conv1 skip conv1 skip skip", 129_306)]
    [InlineData("conv3 conv3 pool skip conv3 skip", 802_426)]
    [InlineData("conv3 skip skip pool conv3 skip", 559_386)]
    [InlineData("conv3 conv1 conv1 skip conv3 conv3", 858_426)]
    [InlineData("none skip none none skip conv3", 316_346)]
    public void Parameters_are_the_published_ones(string operators, int published)
    {
        var network = ArchitectureCost.Of(Member(operators), new Size(32, 32));
        Assert.Equal(published - LastNormalisation, network.Total.Parameters);
    }

    [Fact]
    public void Samples_are_valid_networks()
    {
        var random = new Random(1);
        for (var i = 0; i < 20; i++) Assert.True(ArchitectureCost.Of(Space.Sample(random).Architecture, new Size(32, 32)).Total.Macs > 0);
    }

    private static Architecture Member(string operators)
    {
        var labels = Edges.Zip(operators.Split(' ')).Aggregate(Assignment.Empty.Labels, (all, pair) => all.Add(pair.First, pair.Second));
        return Space.Build(new ReplayChooser(new Assignment(labels), new RandomChooser(new Random(1))));
    }
}
