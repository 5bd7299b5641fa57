namespace NasFuse.Onnx.Predicting;

/// <summary>Where tiles lie along one axis, and how much each of their pixels counts.</summary>
internal sealed class TileAxis
{
    /// <summary>Places as few tiles as possible, evenly spaced, the first and the last at the ends.</summary>
    /// <param name="length">Length of the axis, ≥ <paramref name="tile"/>.</param>
    /// <param name="tile">Length of a tile.</param>
    /// <param name="overlap">Share of a tile that it has in common with its neighbour at least, 0..0.9.</param>
    public TileAxis(int length, int tile, double overlap)
    {
        var common = Math.Min(tile - 1, (int)Math.Ceiling(overlap * tile));
        var count = length == tile ? 1 : 1 + (length - tile + tile - common - 1) / (tile - common);
        Starts = count == 1 ? [0] : [.. Enumerable.Range(0, count).Select(i => (int)((long)i * (length - tile) / (count - 1)))];
        Weights = [.. Enumerable.Range(0, tile).Select(i => Math.Min(1f, Math.Min(i + 1f, tile - i) / (common + 1f)))];
    }

    /// <summary>First pixel of each tile, ascending.</summary>
    public int[] Starts { get; }

    /// <summary>Weight of each pixel of a tile, above 0: 1 inside, falling linearly over the overlap towards both ends.</summary>
    public float[] Weights { get; }
}
