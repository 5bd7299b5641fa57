using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;

namespace NasFuse.Core.Studies;

/// <summary>Update rules.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with Nesterov-free momentum.</summary>
    Sgd,
}

/// <summary>How the learning rate falls after warm-up.</summary>
public enum ScheduleKind
{
    /// <summary><c>(1 − t)^0.9</c></summary>
    Poly,

    /// <summary><c>(1 + cos πt) / 2</c></summary>
    Cosine,

    /// <summary>Stays.</summary>
    Constant,
}

/// <summary>Pixel losses.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy over all labelled pixels.</summary>
    CrossEntropy,

    /// <summary>Cross-entropy over the hard pixels only (online hard example mining).</summary>
    Ohem,

    /// <summary>Cross-entropy over a fixed share of the pixels of each image, the hardest ones.</summary>
    Bootstrapped,
}

/// <summary>Number formats of training.</summary>
public enum PrecisionKind
{
    /// <summary>float32 throughout.</summary>
    Float32,

    /// <summary>Automatic mixed precision; CUDA only.</summary>
    Mixed,
}

/// <summary>How classes are weighted in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>All equal.</summary>
    None,

    /// <summary><c>1 / ln(1.1 + share of pixels)</c>, scaled to mean 1.</summary>
    InverseLog,
}

/// <summary>How a candidate is trained.</summary>
public sealed record TrainingSpecification
{
    /// <summary>Passes over the training images, 1..100,000.</summary>
    [Range(1, 100_000)] public int Epochs { get; init; } = 8;

    /// <summary>Images per step, 2..4096.</summary>
    [Range(2, 4096)] public int Batch { get; init; } = 8;

    /// <summary>Update rule.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>Largest learning rate, reached after warm-up.</summary>
    [Range(1e-8, 100)] public double LearningRate { get; init; } = 3e-3;

    /// <summary>Weight decay of convolution and matrix weights (never of biases and normalisation).</summary>
    [Range(0, 1)] public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/>.</summary>
    [Range(0, 0.9999)] public double Momentum { get; init; } = 0.9;

    /// <summary>How the learning rate falls.</summary>
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Poly;

    /// <summary>Share of all steps during which the learning rate rises linearly from 0, 0..0.5.</summary>
    [Range(0, 0.5)] public double WarmUp { get; init; } = 0.05;

    /// <summary>Pixel loss.</summary>
    public LossKind Loss { get; init; } = LossKind.CrossEntropy;

    /// <summary>OHEM: pixels whose probability of the true class is below this are hard, 0..1.</summary>
    [Range(0, 1)] public double OhemThreshold { get; init; } = 0.7;

    /// <summary>OHEM: at least this share of the labelled pixels is kept, 0..1.</summary>
    [Range(0, 1)] public double OhemMinKept { get; init; } = 0.0625;

    /// <summary>Bootstrapped loss: this share of each image's pixels counts, the hardest ones, 0..1; FRRN takes 512·64 of 512×1024.</summary>
    [Range(0, 1)] public double BootstrappedPixels { get; init; } = 0.0625;

    /// <summary>Teach the candidates by a trained network as well, or null for the labels alone.</summary>
    public DistillationSpecification? Distillation { get; init; }

    /// <summary>How classes are weighted.</summary>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.InverseLog;

    /// <summary>Decay of the exponential moving average of the weights that is evaluated and shipped, or null for the weights themselves.</summary>
    [Range(0.5, 0.99999)] public double? Ema { get; init; }

    /// <summary>Largest gradient norm, or null for no clipping.</summary>
    [Range(1e-6, 1e6)] public double? ClipNorm { get; init; }

    /// <summary>Number format.</summary>
    public PrecisionKind Precision { get; init; } = PrecisionKind.Float32;

    /// <summary>Evaluate on the validation split after every n epochs; the last epoch is always evaluated.</summary>
    [Range(1, 100_000)] public int EvaluateEvery { get; init; } = 1;

    /// <summary>Augmentation.</summary>
    public AugmentationSpecification Augmentation { get; init; } = new();
}

/// <summary>How training images are varied.</summary>
public sealed record AugmentationSpecification
{
    /// <summary>Mirror half of the images.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Smallest and largest random scale, 0.1..10 each; <c>[1, 1]</c> for none.</summary>
    [Length(2, 2), ItemRange(0.1, 10)] public ImmutableArray<double> Scale { get; init; } = [0.75, 1.5];

    /// <summary>Height and width of the random crop, 16..8192 each, or null for the full size. Images smaller than the crop are padded with void.</summary>
    [Length(2, 2), ItemRange(16, 8192)] public ImmutableArray<int>? Crop { get; init; }

    /// <summary>Largest relative change of brightness, contrast and saturation, 0..0.9.</summary>
    [Range(0, 0.9)] public double Color { get; init; } = 0.2;
}
