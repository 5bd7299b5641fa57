using System.Text;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Genotypes.FasterSeg;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Tests.Genotypes.FasterSeg;

public sealed class LatencyTableTests
{
    [Fact]
    public void A_price_adds_up_every_distinct_part_once()
    {
        // Two doubled zoomed convolutions in front are shared by both branches; every entry costs 1 ms, and their wrong entry 10 ms.
        var genotype = Examples.Plain().Prefer(8, CellOperator.ZoomTwice, 2, 0, 1).Decode(32, 16);
        string[] keys = [.. TablePrice.Of(genotype, Everything(genotype), new Size(512, 512), TableKeying.Corrected).Nodes.Select(node => node.Key)];
        Assert.Equal("ConvNorm_H512_W512_Cin3_Cout32_kernel3_stride2", keys[0]);
        Assert.Equal("BasicResidual2x_H128_W128_Cin64_Cout64_stride2_dilation1", keys[2]);
        Assert.Equal("BasicResidual_downup_2x_H64_W64_Cin64_Cout32_stride1_dilation1", keys[3]);
        Assert.Equal("BasicResidual_downup_2x_H64_W64_Cin32_Cout32_stride1_dilation1", keys[4]);
        Assert.Equal(["ff_H64_W64_C128", "head_H64_W64_Cin128_Cout19"], keys[^2..]);
        Assert.Equal(3 + genotype.Cells.Length + 4 + 2 + 2, keys.Length);
        Assert.Equal(keys.Length, TablePrice.Of(genotype, Everything(genotype), new Size(512, 512), TableKeying.Corrected).TotalMs);
        Assert.Equal(keys.Length + 2 * 9, TablePrice.Of(genotype, Everything(genotype), new Size(512, 512), TableKeying.AsPublished).TotalMs);
    }

    [Theory]
    [InlineData("[1]", ErrorCodes.WrongType)]
    [InlineData("{\"a\": 0}", ErrorCodes.OutOfRange)]
    [InlineData("{\"a\": -1}", ErrorCodes.OutOfRange)]
    [InlineData("{\"a\": 1e999}", ErrorCodes.OutOfRange)]
    [InlineData("{\"a\": \"1\"}", ErrorCodes.WrongType)]
    [InlineData("{\"a\": 1, \"a\": 2}", ErrorCodes.DuplicateKey)]
    public void What_is_no_latency_is_rejected_with_its_place(string text, string code)
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => LatencyTable.Parse("t.json", Encoding.UTF8.GetBytes(text))).Diagnostics);
        Assert.Equal((code, "t.json", 1), (mistake.Code, mistake.Place.File, mistake.Place.Line));
    }

    /// <summary>A table with every key that a genotype needs, found by asking for them.</summary>
    private static LatencyTable Everything(DecodedGenotype genotype)
    {
        var empty = LatencyTable.Parse("empty.json", "{}"u8.ToArray());
        var right = Lacking(TableKeying.Corrected);
        var entries = right.Select(key => $"\"{key}\": 1").Concat(Lacking(TableKeying.AsPublished).Except(right).Select(key => $"\"{key}\": 10"));
        return LatencyTable.Parse("t.json", Encoding.UTF8.GetBytes($"{{ {string.Join(", ", entries)} }}"));

        string[] Lacking(TableKeying keying) =>
            [.. Assert.Throws<UserErrorException>(() => TablePrice.Of(genotype, empty, new Size(512, 512), keying))
                .Diagnostics.Select(mistake => mistake.Message.Split('\'')[1])];
    }
}
