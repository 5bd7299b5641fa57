using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Says how wrong logits are, averaged over the labelled pixels.</summary>
/// <remarks>Not thread-safe. Class weights are a float32 tensor <c>[K]</c> on the device of the logits, or null for equal weights.</remarks>
public abstract class PixelLoss
{
    /// <summary>Label of pixels that no loss looks at.</summary>
    public const int VoidLabel = 255;

    /// <summary>The loss of one set of logits.</summary>
    /// <param name="logits"><c>[N, K, H, W] float32</c>.</param>
    /// <param name="labels">Classes, <c>[N, H, W] int64</c>, at least one of which is not <see cref="VoidLabel"/>.</param>
    /// <returns>A scalar that can be differentiated.</returns>
    public abstract Tensor Compute(Tensor logits, Tensor labels);

    /// <summary>The loss of a network's output: that of its logits plus the weighted ones of its training-only heads, enlarged to the labels' size.</summary>
    /// <remarks>
    /// Every head is compared at the labels' size. ICNet (Zhao et al., ECCV 2018) shrinks the labels to each head instead, which drops objects that are thinner
    /// than the head's stride; with enlarged logits they count, and one rule serves all heads.
    /// </remarks>
    /// <param name="output">What the network gave.</param>
    /// <param name="labels">Classes, <c>[N, H, W] int64</c>.</param>
    public Tensor Compute(TrainingOutput output, Tensor labels)
    {
        var total = Compute(output.Logits, labels);
        foreach (var head in output.Auxiliary) total = total.Plus(OfHead(head.Kind, Enlarge(head.Logits, labels), labels).Times(head.Weight));
        return total;
    }

    private Tensor OfHead(AuxiliaryHeadKind kind, Tensor logits, Tensor labels) => kind switch
    {
        AuxiliaryHeadKind.Segmentation => Compute(logits, labels),
        AuxiliaryHeadKind.Detail => DetailLoss.Compute(logits, labels),
        _ => throw new NotSupportedException($"unknown head {kind}"),
    };

    private static Tensor Enlarge(Tensor logits, Tensor labels)
    {
        long[] size = [labels.shape[1], labels.shape[2]];
        return logits.shape[2] == size[0] && logits.shape[3] == size[1]
            ? logits
            : F.interpolate(logits, size, mode: torch.InterpolationMode.Bilinear, align_corners: false);
    }
}
