using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Augmentations;

/// <summary>Varies samples: scale, crop, mirror, colour. Immutable and thread-safe.</summary>
public sealed class Augmentation
{
    private readonly AugmentationSpecification _specification;
    private readonly Normalization _normalization;

    /// <summary>Prepares it.</summary>
    public Augmentation(AugmentationSpecification specification, Normalization normalization) =>
        (_specification, _normalization) = (specification, normalization);

    /// <summary>Leaves everything as it is; only normalises.</summary>
    public static AugmentationSpecification None { get; } = new() { Flip = false, Scale = [1, 1], Crop = null, Color = 0 };

    /// <summary>Size of what comes out for samples of a size.</summary>
    public Size OutputSize(Size sample) => _specification.Crop is { } crop ? new Size(crop[0], crop[1]) : sample;

    /// <summary>Writes one varied sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="random">Stream of this sample in this epoch.</param>
    /// <param name="size">Size of the result.</param>
    /// <param name="image"><c>[3, H, W] float32</c>, normalised; 0 (the mean colour) outside the sample.</param>
    /// <param name="labels"><c>[H, W] uint8</c>; void outside the sample.</param>
    public void Apply(SegmentationSample sample, Random random, Size size, Span<float> image, Span<byte> labels) =>
        SampleWriter.Write(sample, Draw(random, sample.Size, size), size, image, labels);

    /// <summary>Decides. Scales are uniform in their logarithm, so that halving is as likely as doubling; windows are uniform.</summary>
    internal SampleView Draw(Random random, Size source, Size window)
    {
        var flip = _specification.Flip && random.Next(2) == 1;
        double smallest = _specification.Scale[0], largest = _specification.Scale[1];
        var scale = largest > smallest ? smallest * Math.Pow(largest / smallest, random.NextDouble()) : smallest;
        var scaled = new Size(Scale(source.Height, scale), Scale(source.Width, scale));
        int top = Place(random, scaled.Height, window.Height), left = Place(random, scaled.Width, window.Width);
        return new SampleView(scaled, top, left, flip, DrawColor(random));
    }

    private ColorTransform DrawColor(Random random)
    {
        if (_specification.Color == 0) return ColorTransform.Create(_normalization);
        return ColorTransform.Create(_normalization, brightness: Factor(), contrast: Factor(), saturation: Factor());

        double Factor() => 1 + _specification.Color * (2 * random.NextDouble() - 1);
    }

    private static int Scale(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));

    private static int Place(Random random, int scaled, int window) =>
        scaled >= window ? random.Next(scaled - window + 1) : -random.Next(window - scaled + 1);
}
