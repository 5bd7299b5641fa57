using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Options of <see cref="RegularizedEvolutionSampler"/>.</summary>
[Sampler("regularized-evolution", "aging evolution: the best of a sample is mutated, the oldest dies (Real et al. 2019)")]
public sealed record RegularizedEvolutionOptions : SamplerOptions
{
    /// <summary>Architectures alive at a time: the youngest. As many are drawn at random first. 2..10,000.</summary>
    [Range(2, 10_000)] public int PopulationSize { get; init; } = 50;

    /// <summary>Draws from the population, with replacement, of which the best becomes the parent, 1..10,000.</summary>
    [Range(1, 10_000)] public int SampleSize { get; init; } = 10;

    /// <summary>Mutants tried, and then random architectures drawn, before one that the study knows is proposed again, 1..10,000.</summary>
    [Range(1, 10_000)] public int Attempts { get; init; } = 64;

    /// <inheritdoc/>
    public override ISampler Create() => new RegularizedEvolutionSampler(this);
}
