using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.References;

/// <summary>Full-size members have the published counts: HRNet's "GFLOPs" are multiply-accumulates divided by 2³⁰, to the digit.</summary>
public sealed class FullReferenceTests
{
    // System, image size, millions of parameters, GMAC at that size (survey section 3.4, from an independent implementation).
    public static TheoryData<string, int, int, double, double> Counts => new()
    {
        { "fcn-8s", 512, 512, 134.375, 110.84 },
        { "segnet", 360, 480, 29.478, 113.08 },
        { "segnet-basic", 360, 480, 1.416, 59.19 },
        { "u-net", 512, 512, 31.038, 192.69 },
        { "fast-scnn", 1024, 2048, 1.138, 6.71 },
        { "hrnet-v2-w18-small-v1", 1024, 2048, 1.541, 33.39 },
        { "hrnet-v2-w18-small-v2", 1024, 2048, 3.940, 76.86 },
        { "hrnet-v2-w48", 1024, 2048, 65.859, 747.51 },
        { "frrn-a", 256, 512, 17.747, 123.10 },
        { "frrn-b", 512, 1024, 24.756, 496.17 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Parameters_and_macs_are_the_known_ones(string system, int height, int width, double megaParameters, double gigaMacs)
    {
        var cost = GraphCost.Of(Read(system).Lower(new Size(height, width)));
        Assert.Equal(megaParameters, Math.Round(cost.Parameters / 1e6, 3));
        Assert.Equal(gigaMacs, Math.Round(cost.Macs / 1e9, 2));
    }

    [Theory]
    [InlineData("hrnet-v2-w18-small-v1", 31.1)]
    [InlineData("hrnet-v2-w18-small-v2", 71.6)]
    [InlineData("hrnet-v2-w48", 696.2)]
    public void Published_gflops_of_hrnet_are_macs_in_units_of_two_to_the_thirty(string system, double published) =>
        Assert.Equal(published, Math.Round(GraphCost.Of(Read(system).Lower(new Size(1024, 2048))).Macs / (double)(1L << 30), 1));

    [Fact]
    public void Segnet_has_its_known_macs_with_twenty_classes() =>
        Assert.Equal(151.97, Math.Round(GraphCost.Of(Read("segnet").WithClasses(20).Lower(new Size(360, 640))).Macs / 1e9, 2));

    [Fact]
    public void Every_full_reference_is_in_the_table()
    {
        var files = Directory.EnumerateFiles(RepositoryFolder.PathOf("search-spaces", "references", "full"), "*.arch").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(files.Order(StringComparer.Ordinal), Counts.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));
    }

    private static Architecture Read(string system) =>
        ArchitectureFile.Read(RepositoryFolder.PathOf("search-spaces", "references", "full", $"{system}.arch")).Architecture;
}
