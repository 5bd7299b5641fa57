using NasFuse.Core.Architectures;
using NasFuse.Core.Studies;
using NasFuse.Data.Loading;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Torch.Training;

/// <summary>What to train, on what, and how.</summary>
/// <param name="Architecture">A valid architecture with as many classes as the data.</param>
/// <param name="Specification">How.</param>
/// <param name="Samples">The data.</param>
/// <param name="Seed">Seed of start values, order and augmentation.</param>
public sealed record TrainingJob(Architecture Architecture, TrainingSpecification Specification, SampleCache Samples, ulong Seed)
{
    /// <summary>The teacher when <see cref="TrainingSpecification.Distillation"/> asks for one, else null.</summary>
    public Teacher? Teacher { get; init; }

    /// <summary>File that the training is saved in and goes on from, or null to keep it in memory only.</summary>
    public string? Checkpoint { get; init; }
}
