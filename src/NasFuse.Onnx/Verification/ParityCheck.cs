using NasFuse.Core.Metrics;
using NasFuse.Onnx.Running;

namespace NasFuse.Onnx.Verification;

/// <summary>Compares an exported network with the one that was trained, image by image.</summary>
public static class ParityCheck
{
    /// <summary>Largest absolute difference of logits that passes.</summary>
    public const double DefaultLimit = 1e-4;

    /// <summary>Timed runs for the latency in the report, unless told otherwise.</summary>
    public const int LatencyRuns = 50;

    /// <summary>Runs both networks on every image; the exported one in batches where its batch is fixed.</summary>
    /// <param name="reference">Logits <c>[K, H, W] float32</c> of one image <c>[3, H, W] float32</c> by the trained network.</param>
    /// <param name="network">The exported network.</param>
    /// <param name="samples">Images with labels, at least one.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="limit">Largest difference that passes.</param>
    /// <param name="latencyRuns">Timed runs for the latency in the report, ≥ 1.</param>
    /// <exception cref="ArgumentException">There are no images, or shapes do not fit.</exception>
    public static ParityReport Run(
        Func<float[], float[]> reference, OnnxNetwork network, IEnumerable<ParitySample> samples, TimeProvider clock,
        double limit = DefaultLimit, int latencyRuns = LatencyRuns)
    {
        var classes = network.OutputShape.Channels;
        var differences = new DifferenceHistogram();
        var (referenceConfusion, onnxConfusion) = (new ConfusionMatrix(classes), new ConfusionMatrix(classes));
        var images = 0;
        long pixels = 0, agreeing = 0;
        foreach (var (sample, actual) in Predict(network, samples))
        {
            var expected = reference(sample.Image);
            differences.Add(expected, actual);
            var (expectedClasses, actualClasses) = (ClassPrediction.FromLogits(expected, classes), ClassPrediction.FromLogits(actual, classes));
            referenceConfusion.Add(sample.Labels, expectedClasses);
            onnxConfusion.Add(sample.Labels, actualClasses);
            agreeing += expectedClasses.Zip(actualClasses).LongCount(pair => pair.First == pair.Second);
            pixels += expectedClasses.Length;
            images++;
        }
        if (images == 0) throw new ArgumentException("Verification needs at least one image.", nameof(samples));
        return new ParityReport
        {
            Images = images,
            MaxDifference = differences.Max,
            MeanDifference = differences.Mean,
            P999Difference = differences.Quantile(0.999),
            PixelAgreement = (double)agreeing / pixels,
            ReferenceMiou = referenceConfusion.MeanIntersectionOverUnion,
            OnnxMiou = onnxConfusion.MeanIntersectionOverUnion,
            Latency = network.MeasureLatency(latencyRuns, clock),
            LatencyThreads = network.Threads,
            Limit = limit,
        };
    }

    /// <summary>Logits of each image by the exported network. A last batch that is not full repeats its last image.</summary>
    private static IEnumerable<(ParitySample Sample, float[] Logits)> Predict(OnnxNetwork network, IEnumerable<ParitySample> samples)
    {
        var batch = network.Batch ?? 1;
        var length = (int)network.OutputShape.Elements;
        foreach (var group in samples.Chunk(batch))
        {
            var logits = network.Run([.. Enumerable.Range(0, batch).SelectMany(i => group[Math.Min(i, group.Length - 1)].Image)]);
            for (var i = 0; i < group.Length; i++) yield return (group[i], logits[(i * length)..((i + 1) * length)]);
        }
    }
}
