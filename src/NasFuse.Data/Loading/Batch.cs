using NasFuse.Core.Graphs;

namespace NasFuse.Data.Loading;

/// <summary>Samples ready for a network. Valid until the next batch is asked for: its arrays are used again.</summary>
public sealed class Batch
{
    internal Batch(int capacity, Size size)
    {
        Size = size;
        Images = new float[capacity * 3 * size.Height * size.Width];
        Labels = new byte[capacity * size.Height * size.Width];
        Indices = new int[capacity];
    }

    /// <summary>Height and width.</summary>
    public Size Size { get; }

    /// <summary>Number of samples, N. The arrays may be longer than N samples; what follows has no meaning.</summary>
    public int Count { get; internal set; }

    /// <summary><c>[N, 3, H, W] float32</c>, normalised.</summary>
    public float[] Images { get; }

    /// <summary><c>[N, H, W] uint8</c>: class ids; <see cref="SegmentationDataset.Void"/> where there is none.</summary>
    public byte[] Labels { get; }

    /// <summary><c>[N]</c>: which samples of the split these are.</summary>
    public int[] Indices { get; }

    internal Span<float> Image(int i) => Images.AsSpan(i * 3 * Size.Height * Size.Width, 3 * Size.Height * Size.Width);

    internal Span<byte> LabelsOf(int i) => Labels.AsSpan(i * Size.Height * Size.Width, Size.Height * Size.Width);
}
