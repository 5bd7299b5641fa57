using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>What samplers that go from generation to generation have in common.</summary>
public abstract record GenerationalOptions : SamplerOptions
{
    /// <summary>Architectures per generation and number of parents kept, 4..10,000.</summary>
    [Range(4, 10_000)] public int PopulationSize { get; init; } = 24;

    /// <summary>Probability with which a child's choice is changed, 0..1; at least one always is. Default: one over the number of its choices.</summary>
    [Range(0.0, 1.0)] public double? MutationProbability { get; init; }

    /// <summary>Probability, 0..1, that a child has two parents instead of one.</summary>
    [Range(0.0, 1.0)] public double CrossoverProbability { get; init; } = 0.9;

    /// <summary>Children tried, and then random architectures drawn, before one that the study knows is proposed again, 1..10,000.</summary>
    [Range(1, 10_000)] public int Attempts { get; init; } = 64;
}
