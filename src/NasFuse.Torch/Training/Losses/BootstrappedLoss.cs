using NasFuse.Torch.Execution;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Bootstrapped cross-entropy: of each image only the pixels with the largest losses count, a fixed number of them; the mean of the images' means.</summary>
/// <remarks>
/// Source: FRRN (Pohlen et al., CVPR 2017), which takes the 512·64 hardest pixels of an image of 512×1024. There void pixels fill up an image with
/// fewer labelled ones, as losses of zero; here they never count, and an image without a label is left out.
/// </remarks>
/// <param name="classWeights">Weight per class, or null; an image's mean is then a weighted one.</param>
/// <param name="share">Share of all pixels of an image that counts, 0..1; at least one pixel does.</param>
public sealed class BootstrappedLoss(Tensor? classWeights, double share) : PixelLoss
{
    /// <inheritdoc/>
    public override Tensor Compute(Tensor logits, Tensor labels)
    {
        var losses = F.cross_entropy(logits, labels, null, VoidLabel, torch.nn.Reduction.None).flatten(1);
        var weights = Weights(labels);
        var kept = (int)Math.Clamp(Math.Ceiling(share * losses.shape[1]), 1, losses.shape[1]);
        var hardest = Ranking(losses, labels).topk(kept, 1).indexes;
        var (hard, weight) = (losses.gather(1, hardest), weights.gather(1, hardest));
        var total = weight.sum(1L);
        var hasLabels = total.Exceeds(0);
        return hard.mul(weight).sum(1L).masked_select(hasLabels).div(total.masked_select(hasLabels)).mean();
    }

    /// <summary>Losses without derivatives, <c>[N, H·W]</c>, those of void pixels below all others.</summary>
    private static Tensor Ranking(Tensor losses, Tensor labels)
    {
        var isVoid = labels.Is(VoidLabel).flatten(1).to(torch.float32);
        return losses.detach().Plus(isVoid.Times(-1.0));
    }

    /// <summary>Weight of each pixel, <c>[N, H·W] float32</c>, zero for void.</summary>
    private Tensor Weights(Tensor labels)
    {
        var labelled = labels.IsNot(VoidLabel).flatten(1);
        var ones = labelled.to(torch.float32);
        return classWeights is null ? ones : ones.mul(classWeights.index_select(0, labels.flatten(1).mul(labelled).flatten()).view_as(ones));
    }
}
