using NasFuse.Torch.Execution;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Says how wrong a detail head is: binary cross-entropy plus Dice loss between its logits and the borders of the labels.</summary>
/// <remarks>
/// Source: STDC (Fan et al., CVPR 2021). Dice is <c>1 − (2 Σ p·t + 1) / (Σ p + Σ t + 1)</c> per image, then the mean. Void pixels do not count,
/// as in every loss here.
/// </remarks>
public static class DetailLoss
{
    /// <summary>The loss of one head.</summary>
    /// <param name="logits"><c>[N, 1, H, W] float32</c>, of the labels' size.</param>
    /// <param name="labels">Classes, <c>[N, H, W] int64</c>, at least one of which is not void.</param>
    /// <returns>A scalar that can be differentiated.</returns>
    public static Tensor Compute(Tensor logits, Tensor labels)
    {
        var target = DetailTarget.Of(labels).flatten(1);
        var labelled = labels.IsNot(PixelLoss.VoidLabel).flatten(1).to(torch.float32);
        return CrossEntropy(logits.flatten(1), target, labelled).Plus(Dice(logits.flatten(1), target, labelled));
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor target, Tensor labelled) =>
        F.binary_cross_entropy_with_logits(logits, target, reduction: torch.nn.Reduction.None).mul(labelled).sum().div(labelled.sum());

    private static Tensor Dice(Tensor logits, Tensor target, Tensor labelled)
    {
        var probabilities = logits.sigmoid().mul(labelled);
        var common = probabilities.mul(target).sum(1L).Times(2.0).Increase(1.0);
        var all = probabilities.sum(1L).Plus(target.sum(1L)).Increase(1.0);
        return common.div(all).mean().Times(-1.0).Increase(1.0);
    }
}
