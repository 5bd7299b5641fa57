using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>Logits of a training-only head.</summary>
/// <param name="Logits"><c>[N, K, h, w] float32</c> at the head's own size; K is 1 for a detail head.</param>
/// <param name="Weight">Factor of this head's loss.</param>
/// <param name="Kind">What they are compared with.</param>
public readonly record struct AuxiliaryLogits(Tensor Logits, double Weight, AuxiliaryHeadKind Kind = AuxiliaryHeadKind.Segmentation);

/// <summary>What a network gives in training.</summary>
/// <param name="Logits"><c>[N, K, H, W] float32</c>.</param>
/// <param name="Auxiliary">Logits of training-only heads, often none.</param>
public sealed record TrainingOutput(Tensor Logits, IReadOnlyList<AuxiliaryLogits> Auxiliary);
