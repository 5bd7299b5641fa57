using NasFuse.Torch.Execution;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Cross-entropy over the hard pixels only: those whose true class has less than a threshold probability, but at least a share of all.</summary>
/// <remarks>Source: online hard example mining (Shrivastava et al., CVPR 2016) in its pixel form (Wu et al. 2016, "bootstrapped cross-entropy").</remarks>
/// <param name="classWeights">Weight per class, or null.</param>
/// <param name="threshold">Pixels whose probability of the true class is below this are hard, 0..1.</param>
/// <param name="minKept">At least this share of the labelled pixels counts as hard, 0..1.</param>
public sealed class OhemLoss(Tensor? classWeights, double threshold, double minKept) : PixelLoss
{
    /// <inheritdoc/>
    public override Tensor Compute(Tensor logits, Tensor labels)
    {
        var labelled = labels.IsNot(VoidLabel);
        var losses = F.cross_entropy(logits, labels, null, VoidLabel, torch.nn.Reduction.None).masked_select(labelled);
        var weights = losses.detach().IsAtLeast(HardFrom(losses.detach())).to(torch.float32);
        if (classWeights is not null) weights = weights * classWeights.index_select(0, labels.masked_select(labelled));
        return (losses * weights).sum() / weights.sum();
    }

    /// <summary>The loss from which on a pixel is hard.</summary>
    private double HardFrom(Tensor losses)
    {
        var count = losses.numel();
        var kept = Math.Clamp((long)Math.Ceiling(minKept * count), 1, count);
        var smallestKept = losses.kthvalue(count - kept + 1, 0).values.item<float>();
        return Math.Min(smallestKept, -Math.Log(threshold));
    }
}
