using System.Text;
using NasFuse.Core.Architectures;
using NasFuse.Core.Genotypes.FasterSeg;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

public sealed class GenotypeArchitectureTests
{
    private static readonly int[][] s_branches = [[32, 16], [32, 8], [32], [16], [8], [16, 8], [32, 16, 8]];

    [Fact]
    public void Random_genotypes_of_any_kind_give_valid_architectures()
    {
        for (var seed = 0; seed < 210; seed++)
        {
            var options = new DecodingOptions
            {
                Branches = [.. s_branches[seed % 7]], Classes = 2 + seed % 20, BaseWidth = 4 + seed % 13,
                StemTwelfths = 1 + seed % 12, HeadTwelfths = 1 + (seed + 5) % 12,
            };
            var genotype = Decode(seed, options);
            var architecture = GenotypeArchitecture.Of(genotype);
            ArchitectureChecks.ThrowIfInvalid(architecture);
            Assert.Equal(options.Classes, architecture.Classes);
            Assert.Equal(architecture, ArchitectureText.Parse(ArchitectureText.Format(architecture)));
            Assert.Equal(genotype.Branches[0].Stride switch { 32 => 2, 16 => 1, _ => 0 }, architecture.Nodes.Count(node => node.AuxiliaryWeight is not null));
            Assert.DoesNotContain(architecture.Nodes, node => node.Operator is NasFuse.Core.Operators.Identity && node.Id != "out");
        }
    }

    [Theory]
    [InlineData(33, 97)]
    [InlineData(16, 16)]
    [InlineData(577, 641)]
    public void Any_image_size_will_do(int height, int width)
    {
        foreach (var branches in s_branches)
        {
            var architecture = GenotypeArchitecture.Of(Decode(3, new DecodingOptions { Branches = [.. branches] }));
            Assert.Equal(new TensorShape(19, height, width), architecture.Lower(new Size(height, width)).OutputShape);
        }
    }

    [Fact]
    public void A_teacher_has_full_width_stem_and_head()
    {
        var genotype = Decode(5, new DecodingOptions { Branches = [32, 16] });
        Assert.True(genotype.IsTeacher);
        Assert.Equal([48, 96, 96], genotype.StemWidths);
        Assert.All(genotype.Cells, cell => Assert.Equal(12 * cell.StrideAfter, cell.WidthAfter));
        var nodes = GenotypeArchitecture.Of(genotype).Nodes.ToDictionary(node => node.Id);
        // Above 256 channels a classifier's convolution is half as wide: 384 at 1/32, 192 + 192 at 1/16.
        Assert.Equal((192, 192, 192), (nodes["aux32_m"].Width, nodes["aux16_m"].Width, nodes["head"].Width));
    }

    [Fact]
    public void A_branch_that_leaves_an_eighth_at_once_takes_that_map_from_the_stem()
    {
        // The step down is at layer 1 and the skip at layer 0 is deleted, so the first cell already steps down.
        var genotype = Examples.Plain(sixteenthRow: 1).Prefer(8, CellOperator.Skip, 2, 0).Decode(16);
        Assert.Equal((8, 16), (genotype.Cells[0].StrideBefore, genotype.Cells[0].StrideAfter));
        var refined = GenotypeArchitecture.Of(genotype).Nodes.Single(node => node.Id == "r16_8");
        Assert.Equal("s8", refined.Inputs[1].Source);
    }

    private static DecodedGenotype Decode(int seed, DecodingOptions options) =>
        DecodedGenotype.Of(SearchParametersReader.Parse("g.json", Encoding.UTF8.GetBytes(SeededGenotype.Json(seed))), options);
}
