using NasFuse.Core.Graphs;
using NasFuse.Core.Metrics;

namespace NasFuse.Onnx.Predicting;

/// <summary>Puts the classes of a large image together from overlapping tiles, one row of tiles after the other.</summary>
internal sealed class TiledClasses
{
    private readonly Size _size;
    private readonly TensorShape _tile;
    private readonly TileAxis _rows;
    private readonly TileAxis _columns;

    // Weighted logits of the rows that the current row of tiles covers: [K, tile height, image width]. Dividing by the sum of weights would not
    // change which logit is the largest.
    private readonly float[] _sums;
    private readonly byte[] _classes;

    private TiledClasses(Size size, TensorShape tile, double overlap)
    {
        (_size, _tile) = (size, tile);
        (_rows, _columns) = (new TileAxis(size.Height, tile.Height, overlap), new TileAxis(size.Width, tile.Width, overlap));
        _sums = new float[(long)tile.Channels * tile.Height * size.Width];
        _classes = new byte[size.Height * size.Width];
    }

    /// <summary>Runs all tiles.</summary>
    /// <param name="run">Logits <c>[K, H, W]</c> of a window of a tile's size.</param>
    /// <param name="rgb">The image, <c>[3, H, W] uint8</c>.</param>
    /// <param name="size">Its size, not smaller than a tile.</param>
    /// <param name="tile">Shape of a tile's logits.</param>
    /// <param name="overlap">Share of a tile that it has in common with its neighbour at least, 0..0.9.</param>
    /// <returns>Class ids, <c>[H, W] uint8</c>.</returns>
    public static byte[] Predict(Func<ImageWindow, float[]> run, byte[] rgb, Size size, TensorShape tile, double overlap) =>
        new TiledClasses(size, tile, overlap).Predict(run, rgb);

    private byte[] Predict(Func<ImageWindow, float[]> run, byte[] rgb)
    {
        for (var i = 0; i < _rows.Starts.Length; i++)
        {
            var top = _rows.Starts[i];
            foreach (var left in _columns.Starts) Add(run(new ImageWindow(rgb, _size, top, left)), left);
            // Rows above the next row of tiles get no further logits.
            var complete = i + 1 < _rows.Starts.Length ? _rows.Starts[i + 1] - top : _tile.Height;
            Decide(top, complete);
            MoveUp(complete);
        }
        return _classes;
    }

    private void Add(float[] logits, int left)
    {
        for (var row = 0; row < _tile.Channels * _tile.Height; row++)
        {
            var weight = _rows.Weights[row % _tile.Height];
            var source = logits.AsSpan(row * _tile.Width, _tile.Width);
            var target = _sums.AsSpan(row * _size.Width + left, _tile.Width);
            for (var x = 0; x < source.Length; x++) target[x] += weight * _columns.Weights[x] * source[x];
        }
    }

    private void Decide(int top, int rows)
    {
        var logits = new float[_tile.Channels * _size.Width];
        for (var y = 0; y < rows; y++)
        {
            for (var k = 0; k < _tile.Channels; k++) Row(k, y).CopyTo(logits.AsSpan(k * _size.Width));
            ClassPrediction.FromLogits(logits, _tile.Channels).CopyTo(_classes.AsSpan((top + y) * _size.Width));
        }
    }

    private void MoveUp(int rows)
    {
        var kept = (_tile.Height - rows) * _size.Width;
        for (var k = 0; k < _tile.Channels; k++)
        {
            var map = _sums.AsSpan(k * _tile.Height * _size.Width, _tile.Height * _size.Width);
            map[(rows * _size.Width)..].CopyTo(map);
            map[kept..].Clear();
        }
    }

    private Span<float> Row(int k, int y) => _sums.AsSpan((k * _tile.Height + y) * _size.Width, _size.Width);
}
