using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NasFuse.Core.Genotypes.FasterSeg;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

public sealed class PublishedDecodingTests
{
    private static readonly int[][] s_branches = [[32, 16], [32, 8], [32], [16], [8], [16, 8], [32, 16, 8]];

    /// <summary>The digest was made by running the published decoding functions on the same 500 genotypes, students and teachers of 8 to 20 layers.</summary>
    [Fact]
    public void Five_hundred_genotypes_decode_as_the_published_program_decodes_them()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(seed => Describe(seed) + "\n"));
        Assert.StartsWith("0|16:41442111/8,8,8,8,8,16,16,16/", text, StringComparison.Ordinal);
        Assert.Equal(
            "cccaad2f833156f9e34b5c14e7c4b412ff838cd557df2ab0e41a3aa609f0bc21",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static string Describe(int seed)
    {
        var branches = s_branches[seed % s_branches.Length];
        var parameters = SearchParametersReader.Parse("g.json", Encoding.UTF8.GetBytes(SeededGenotype.Json(seed)));
        var genotype = DecodedGenotype.Of(parameters, new DecodingOptions { Branches = [.. branches] });
        var ways = genotype.Branches.OrderBy(branch => branch.Stride).Select(Describe);
        return $"{seed}|{string.Join(';', ways)}|{string.Join(';', genotype.Cells.Select(Describe))}";
    }

    private static string Describe(Branch branch) =>
        $"{branch.Stride}:{string.Concat(branch.Operators.Select(operation => (int)operation))}/{string.Join(',', branch.Strides)}"
        + $"/{string.Join(',', branch.WidthTwelfths)}";

    private static string Describe(Cell cell) =>
        $"{cell.Layer}[{string.Join(',', cell.Branches)}]{(int)cell.Operator}:{cell.WidthBefore}>{cell.WidthAfter}x{cell.StrideAfter / cell.StrideBefore}";
}
