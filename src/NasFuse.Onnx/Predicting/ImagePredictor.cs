using NasFuse.Core.Graphs;
using NasFuse.Onnx.Running;

namespace NasFuse.Onnx.Predicting;

/// <summary>Class ids of images by an exported network: normalises, runs, and takes the class of the largest logit.</summary>
/// <remarks>Thread-safe. The network belongs to the caller and must outlive this.</remarks>
public sealed class ImagePredictor
{
    private readonly OnnxNetwork _network;
    private readonly NetworkMetadata _metadata;

    /// <summary>Predicts with a network.</summary>
    /// <param name="network">The network; its logits are as large as its images.</param>
    /// <param name="metadata">The normalisation.</param>
    /// <exception cref="ArgumentException">The logits have another size than the image.</exception>
    public ImagePredictor(OnnxNetwork network, NetworkMetadata metadata)
    {
        if (network.OutputShape.Size != network.InputShape.Size)
            throw new ArgumentException($"The network turns {network.InputShape} into {network.OutputShape}; sizes must be equal.", nameof(network));
        (_network, _metadata) = (network, metadata);
    }

    /// <summary>Size of the images that the network takes.</summary>
    public Size Size => _network.InputShape.Size;

    /// <summary>
    /// Predicts an image that was brought to <see cref="Size"/>. Logits are enlarged bilinearly before the largest is taken, so that edges are smooth.
    /// </summary>
    /// <param name="rgb">The image at <see cref="Size"/>, <c>[3, H, W] uint8</c>.</param>
    /// <param name="target">Size of the result, any.</param>
    /// <returns>Class ids, <c>[H, W] uint8</c> at <paramref name="target"/>.</returns>
    public byte[] Predict(byte[] rgb, Size target) =>
        EnlargedLogits.Classes(Logits(new ImageWindow(rgb, Size, 0, 0)), _network.OutputShape.Channels, Size, target);

    /// <summary>True when an image is at least as large as the network in both directions, so that tiles of it can be cut.</summary>
    public bool CanTile(Size size) => size.Height >= Size.Height && size.Width >= Size.Width;

    /// <summary>
    /// Predicts an image at its own size from tiles that overlap. Where tiles overlap, logits are averaged with weights that fall towards the tile's
    /// edge, so that no seams show. Memory: logits of one row of tiles.
    /// </summary>
    /// <param name="rgb">The image, <c>[3, H, W] uint8</c>.</param>
    /// <param name="size">Its size, see <see cref="CanTile"/>.</param>
    /// <param name="overlap">Share of a tile that it has in common with its neighbour at least, 0..0.9.</param>
    /// <returns>Class ids, <c>[H, W] uint8</c>.</returns>
    /// <exception cref="ArgumentException">The image is smaller than a tile.</exception>
    public byte[] PredictTiled(byte[] rgb, Size size, double overlap)
    {
        if (!CanTile(size)) throw new ArgumentException($"An image of {size} is smaller than a tile of {Size}.", nameof(size));
        return TiledClasses.Predict(Logits, rgb, size, _network.OutputShape, overlap);
    }

    /// <summary>Logits <c>[K, H, W]</c> of a window. Where the network wants a fixed number of images, the window is given as often.</summary>
    private float[] Logits(ImageWindow window)
    {
        var batch = _network.Batch ?? 1;
        var image = new float[batch * _network.InputShape.Elements];
        var one = (int)_network.InputShape.Elements;
        window.Normalize(Size, _metadata, image.AsSpan(0, one));
        for (var i = 1; i < batch; i++) image.AsSpan(0, one).CopyTo(image.AsSpan(i * one, one));
        return _network.Run(image)[..(int)_network.OutputShape.Elements];
    }
}
