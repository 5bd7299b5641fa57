using NasFuse.Core.Metrics;
using NasFuse.Data;
using NasFuse.Data.Loading;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Measurement;

namespace NasFuse.Torch.Training;

/// <summary>Judges a network by the pixels it gets right.</summary>
public static class Validation
{
    /// <summary>Counts true and predicted classes over all batches, on the device.</summary>
    /// <param name="module">The network, at the size of the batches.</param>
    /// <param name="loader">The images.</param>
    /// <param name="device">The network's device.</param>
    /// <param name="gate">Passed for each batch, so that measurements elsewhere are not disturbed.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ConfusionMatrix Run(GraphModule module, BatchLoader loader, Device device, MeasurementGate gate, CancellationToken cancellation)
    {
        var classes = module.Graph.OutputShape.Channels;
        using var noGradient = torch.no_grad();
        using var counts = torch.zeros(classes * classes, torch.int64, device);
        foreach (var batch in loader.Epoch(cancellation: cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            using var pass = gate.EnterStep();
            using var scope = torch.NewDisposeScope();
            counts.Increase(Count(module.Predict(BatchTensors.Images(batch, device)), BatchTensors.Labels(batch, device), classes));
        }
        var matrix = new ConfusionMatrix(classes);
        using var onHost = counts.cpu();
        matrix.AddCounts(onHost.data<long>().ToArray());
        return matrix;
    }

    /// <summary>Counts of one batch, <c>[K·K] int64</c>: entry <c>truth · K + prediction</c>.</summary>
    private static Tensor Count(Tensor logits, Tensor labels, int classes)
    {
        var labelled = labels.IsNot(SegmentationDataset.Void);
        var pairs = labels.Times(classes).Plus(logits.argmax(1));
        return pairs.masked_select(labelled).bincount(null, classes * classes);
    }
}
