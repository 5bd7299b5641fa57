using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Cross-entropy over all labelled pixels: <c>Σ w[y] · −log p[y] / Σ w[y]</c>.</summary>
public sealed class CrossEntropyLoss(Tensor? classWeights) : PixelLoss
{
    /// <inheritdoc/>
    public override Tensor Compute(Tensor logits, Tensor labels) => F.cross_entropy(logits, labels, classWeights, VoidLabel);
}
