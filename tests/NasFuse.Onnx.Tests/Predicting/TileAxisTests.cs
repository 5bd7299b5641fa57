using CsCheck;
using NasFuse.Onnx.Predicting;

namespace NasFuse.Onnx.Tests.Predicting;

public sealed class TileAxisTests
{
    [Fact]
    public void Tiles_reach_from_end_to_end_and_overlap_as_asked() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 400], Gen.Double[0, 0.9]).Sample((tile, more, overlap) =>
        {
            var length = tile + more;
            var axis = new TileAxis(length, tile, overlap);

            Assert.Equal(0, axis.Starts[0]);
            Assert.Equal(length - tile, axis.Starts[^1]);
            foreach (var (start, next) in axis.Starts.Zip(axis.Starts.Skip(1)))
            {
                Assert.True(next > start, "tiles must move on");
                Assert.True(start + tile - next >= Math.Min(tile - 1, overlap * tile), $"tiles {start} and {next} of {tile} overlap less than {overlap}");
            }
        });

    [Fact]
    public void No_more_tiles_than_needed()
    {
        Assert.Equal([0], new TileAxis(100, 100, 0.5).Starts);
        Assert.Equal([0, 50], new TileAxis(150, 100, 0.5).Starts);
        Assert.Equal([0, 50, 100], new TileAxis(200, 100, 0.5).Starts);
        Assert.Equal([0, 100, 200], new TileAxis(300, 100, 0).Starts);
    }

    [Fact]
    public void Weights_fall_towards_both_ends_and_never_to_nothing()
    {
        var weights = new TileAxis(20, 8, 0.25).Weights;
        Assert.Equal([1 / 3f, 2 / 3f, 1, 1, 1, 1, 2 / 3f, 1 / 3f], weights);
    }
}
