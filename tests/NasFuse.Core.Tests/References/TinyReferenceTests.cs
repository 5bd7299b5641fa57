using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.References;

/// <summary>The tiny members of the survey's systems cost what an independent implementation of the same graphs counted (parameters with training-only heads, 180×240).</summary>
public sealed class TinyReferenceTests
{
    public static TheoryData<string, long, double> Counts => new()
    {
        { "fcn-32s", 239_875, 164.7 },
        { "fcn-16s", 240_590, 164.8 },
        { "fcn-8s", 240_953, 165.1 },
        { "parsenet", 241_539, 262.0 },
        { "segnet", 296_715, 370.3 },
        { "segnet-basic", 23_355, 279.1 },
        { "u-net", 274_097, 291.3 },
        { "semantic-fpn", 419_995, 139.2 },
        { "pspnet", 493_670, 346.5 },
        { "deeplab-v1-crf", 240_238, 280.5 },
        { "deeplab-v2-msc-crf", 213_083, 306.4 },
        { "dpn", 255_057, 304.8 },
        { "crf-rnn", 241_316, 184.5 },
        { "deeplab-v3", 440_059, 107.4 },
        { "icnet", 714_505, 66.9 },
        { "bisenet", 448_385, 125.3 },
        { "fast-scnn", 302_531, 40.7 },
        { "stdc-seg", 559_338, 114.4 },
        { "hrnet-v2", 240_123, 106.3 },
        { "hrnet-ocr", 280_038, 211.5 },
        { "hmsa", 287_030, 270.5 },
        { "dynamic-routing", 360_788, 75.2 },
        { "frrn-a", 279_519, 655.7 },
        { "frrn-b", 389_551, 661.3 },
        { "dcnas", 522_462, 74.1 },
        { "fasterseg", 928_317, 250.9 },
        { "gff", 416_971, 224.3 },
        { "bpnet", 424_280, 152.3 },
        { "se-resnet-fcn", 352_873, 256.7 },
        { "apcnet", 432_013, 301.5 },
        { "setr-naive", 542_155, 118.4 },
        { "setr-pup", 594_571, 257.3 },
        { "setr-mla", 622_379, 148.7 },
        { "segmenter", 791_350, 177.6 },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Parameters_and_macs_are_the_independent_ones(string system, long parameters, double megaMacs)
    {
        var architecture = ArchitectureFile.Read(RepositoryFolder.PathOf("search-spaces", "references", $"{system}.arch")).Architecture;
        var cost = GraphCost.Of(architecture.Lower(new Size(180, 240)));
        Assert.Equal(parameters, cost.Parameters);
        Assert.Equal(megaMacs, Math.Round(cost.Macs / 1e6, 1));
        Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
        Assert.Equal(architecture, ArchitectureJson.Parse(ArchitectureJson.Format(architecture).ToJsonString()));
    }

    [Fact]
    public void Every_tiny_reference_is_in_the_table()
    {
        var files = Directory.EnumerateFiles(RepositoryFolder.PathOf("search-spaces", "references"), "*.arch").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(files.Order(StringComparer.Ordinal), Counts.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }
}
