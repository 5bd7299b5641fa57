using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Values of one image, <c>[C, H, W]</c>, float64.</summary>
internal sealed record Map(TensorShape Shape, double[] Data)
{
    public int Channels => Shape.Channels;

    public int Height => Shape.Height;

    public int Width => Shape.Width;

    public double this[int channel, int row, int column] => Data[(channel * Height + row) * Width + column];

    public bool Contains(int row, int column) => row >= 0 && row < Height && column >= 0 && column < Width;

    public double AtOrZero(int channel, int row, int column) => Contains(row, column) ? this[channel, row, column] : 0;

    /// <summary>The value at a place of a larger map, where dimensions of 1 repeat.</summary>
    public double Broadcast(int channel, int row, int column) => this[Channels == 1 ? 0 : channel, Height == 1 ? 0 : row, Width == 1 ? 0 : column];

    /// <summary>The values along a dimension through a place: 0 for channels, 1 for rows, 2 for columns.</summary>
    public double[] Line(int axis, int channel, int row, int column) => axis switch
    {
        0 => [.. Enumerable.Range(0, Channels).Select(c => this[c, row, column])],
        1 => [.. Enumerable.Range(0, Height).Select(i => this[channel, i, column])],
        _ => [.. Enumerable.Range(0, Width).Select(j => this[channel, row, j])],
    };

    public static Map Create(TensorShape shape, Func<int, int, int, double> value)
    {
        var data = new double[shape.Elements];
        var at = 0;
        for (var channel = 0; channel < shape.Channels; channel++)
        for (var row = 0; row < shape.Height; row++)
        for (var column = 0; column < shape.Width; column++)
            data[at++] = value(channel, row, column);
        return new Map(shape, data);
    }
}
