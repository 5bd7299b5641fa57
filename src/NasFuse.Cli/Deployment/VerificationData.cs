using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Augmentations;
using NasFuse.Data.Statistics;
using NasFuse.Onnx;
using NasFuse.Onnx.Verification;

namespace NasFuse.Cli.Deployment;

/// <summary>Real images for comparing an exported network with the trained one.</summary>
internal static class VerificationData
{
    /// <summary>Opens data at a network's size.</summary>
    /// <exception cref="UserErrorException">The data are not there, or have other classes than the network.</exception>
    public static SegmentationDataset Open(DataSpecification specification, Size size, NetworkMetadata network)
    {
        var dataset = SegmentationDatasets.Open(specification with { Size = [size.Height, size.Width] });
        return dataset.Classes.Length == network.ClassNames.Length ? dataset
            : throw new UserErrorException(new SourcePlace(specification.Root ?? specification.Format), ErrorCodes.Contradiction,
                $"the data have {dataset.Classes.Length} classes, but the network tells {network.ClassNames.Length} apart ({string.Join(", ", network.ClassNames)})");
    }

    /// <summary>Images of the validation split, evenly spaced over it, normalised as the network wants them.</summary>
    /// <param name="dataset">The data at the network's size.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="network">The normalisation.</param>
    public static IEnumerable<ParitySample> Take(SegmentationDataset dataset, int count, NetworkMetadata network)
    {
        var normalization = new Normalization([.. network.Mean.Select(mean => (double)mean)], [.. network.StandardDeviation.Select(std => (double)std)]);
        var normalize = new Augmentation(Augmentation.None, normalization);
        var (available, area) = (dataset.Count(Split.Val), dataset.Size.Height * dataset.Size.Width);
        var taken = Math.Min(count, available);
        for (var i = 0; i < taken; i++)
        {
            var (image, labels) = (new float[3 * area], new byte[area]);
            normalize.Apply(dataset.Load(Split.Val, (int)((long)i * available / taken)), RandomStreams.Create(0, "verification", i), dataset.Size, image, labels);
            yield return new ParitySample(image, labels);
        }
    }
}
