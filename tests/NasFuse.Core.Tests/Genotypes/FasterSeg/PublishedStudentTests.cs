using NasFuse.Core.Architectures;
using NasFuse.Core.Genotypes.FasterSeg;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

/// <summary>Known answers for the published student and the published table.</summary>
public sealed class PublishedStudentTests
{
    private static SearchParameters Student => SearchParametersReader.Read(SharedFile.Require("fasterseg/student.json"));

    private static LatencyTable Table => LatencyTable.Read(SharedFile.Require("fasterseg/latency_lookup_table.json"));

    [Fact]
    public void Parameters_are_those_the_published_program_reports_and_only_part_of_them_ships()
    {
        var genotype = DecodedGenotype.Of(Student, new DecodingOptions());
        var account = ParameterAccount.Of(genotype, GenotypeArchitecture.Of(genotype));
        Assert.Equal(new ParameterAccount(Deployed: 3_421_875, Auxiliary: 595_219 + 335_827, NeverCalled: 32_768), account);
        Assert.Equal(4_385_689, account.Total);
    }

    [Fact]
    public void Each_training_only_head_has_its_share()
    {
        var graph = GenotypeArchitecture.Of(DecodedGenotype.Of(Student, new DecodingOptions())).Lower(new Size(256, 512));
        Assert.Equal((595_219, 335_827), (Parameters("aux32"), Parameters("aux16")));

        long Parameters(string prefix) => SmallArchitectures.CostOf(graph, prefix).Parameters;
    }

    [Fact]
    public void It_takes_27_8_billion_multiply_accumulates()
    {
        var architecture = GenotypeArchitecture.Of(DecodedGenotype.Of(Student, new DecodingOptions()));
        Assert.Equal(27.8, Math.Round(ArchitectureCost.Of(architecture, TablePrice.PublishedSize).Total.Macs / 1e9, 1));
    }

    [Fact]
    public void Sixteen_cells_of_which_three_are_shared()
    {
        var genotype = DecodedGenotype.Of(Student, new DecodingOptions());
        Assert.Equal([32, 16], genotype.Branches.Select(branch => branch.Stride));
        Assert.Equal((16, 3), (genotype.Cells.Length, genotype.Cells.Count(cell => cell.IsShared)));
    }

    [Fact]
    public void Half_of_the_operators_were_won_by_a_hair()
    {
        var margins = DecisionMargins.Of(Student);
        Assert.Equal((45, 23, 0.221), (margins.Choices, margins.Narrow, Math.Round(margins.MeanBestShare, 3)));
    }

    [Fact]
    public void The_price_as_published_is_the_latency_stored_with_the_student()
    {
        Assert.Equal(667, Table.Count);
        Assert.Equal(6.4139770511337275, Price(TableKeying.AsPublished, 32, 16).TotalMs, 1e-13);
        Assert.Equal(Student.WithSixteenth!.LatencyMs, Price(TableKeying.AsPublished, 32, 16).TotalMs, 1e-13);
        Assert.Equal(Student.WithEighth!.LatencyMs, Price(TableKeying.AsPublished, 32, 8).TotalMs, 1e-13);
    }

    [Fact]
    public void With_the_right_keys_two_thirds_of_the_time_are_in_what_was_not_searched()
    {
        var price = Price(TableKeying.Corrected, 32, 16);
        Assert.Equal((5.702, 2.13, 1.85, 1.72), (Math.Round(price.TotalMs, 3), Part(NetworkPart.Stem), Part(NetworkPart.Cells), Part(NetworkPart.Head)));

        double Part(NetworkPart part) => Math.Round(price.MsOf(part), 2);
    }

    [Fact]
    public void What_the_table_lacks_is_named()
    {
        var genotype = DecodedGenotype.Of(Student, new DecodingOptions { Classes = 11 });
        var mistakes = Assert.Throws<Diagnostics.UserErrorException>(() => TablePrice.Of(genotype, Table, TablePrice.PublishedSize, TableKeying.Corrected));
        Assert.Contains("'head_H128_W256_Cin128_Cout11'", Assert.Single(mistakes.Diagnostics).Message, StringComparison.Ordinal);
    }

    private static TablePrice Price(TableKeying keying, params int[] branches) =>
        TablePrice.Of(DecodedGenotype.Of(Student, new DecodingOptions { Branches = [.. branches] }), Table, TablePrice.PublishedSize, keying);
}
