using NasFuse.Core.Studies;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Makes the loss a specification asks for.</summary>
public static class PixelLosses
{
    /// <summary>Makes the loss of a training.</summary>
    /// <param name="specification">Kind and options.</param>
    /// <param name="classWeights">Weight per class on the training device, <c>[K] float32</c>, or null; must outlive the loss.</param>
    public static PixelLoss Create(TrainingSpecification specification, Tensor? classWeights) => specification.Loss switch
    {
        LossKind.CrossEntropy => new CrossEntropyLoss(classWeights),
        LossKind.Ohem => new OhemLoss(classWeights, specification.OhemThreshold, specification.OhemMinKept),
        LossKind.Bootstrapped => new BootstrappedLoss(classWeights, specification.BootstrappedPixels),
        _ => throw new NotSupportedException($"unknown loss {specification.Loss}"),
    };
}
