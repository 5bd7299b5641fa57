namespace NasFuse.Core.Graphs;

/// <summary>Shape of one image's tensor, <c>[C, H, W]</c>; the batch dimension in front is never part of it.</summary>
/// <remarks>Matrices (tokens, affinities) use the same three dimensions as <c>[batch, rows, columns]</c>. Values are compared by content.</remarks>
public readonly record struct TensorShape(int Channels, int Height, int Width)
{
    /// <summary>Number of elements per image.</summary>
    public long Elements => (long)Channels * Height * Width;

    /// <summary>Number of positions per channel.</summary>
    public long Area => (long)Height * Width;

    /// <summary>Length of a dimension: 0 for channels (matrices), 1 for height (rows), 2 for width (columns).</summary>
    public int this[int axis] => axis switch { 0 => Channels, 1 => Height, 2 => Width, _ => throw new ArgumentOutOfRangeException(nameof(axis)) };

    /// <summary>Height and width.</summary>
    public Size Size => new(Height, Width);

    /// <summary><c>[C, H, W]</c></summary>
    public override string ToString() => $"[{Channels}, {Height}, {Width}]";
}

/// <summary>Height and width in pixels, in that order everywhere.</summary>
public readonly record struct Size(int Height, int Width)
{
    /// <summary><c>HxW</c>, as the command line takes it.</summary>
    public override string ToString() => $"{Height}x{Width}";
}
