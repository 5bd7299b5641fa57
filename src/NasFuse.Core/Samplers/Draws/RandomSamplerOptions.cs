using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Draws;

/// <summary>Options of <see cref="RandomSampler"/>.</summary>
[Sampler("random", "every choice uniform; the baseline")]
public sealed record RandomSamplerOptions : SamplerOptions
{
    /// <summary>Draws before an architecture that the study knows is proposed again, 1..10,000.</summary>
    [Range(1, 10_000)] public int Attempts { get; init; } = 64;

    /// <inheritdoc/>
    public override ISampler Create() => new RandomSampler(this);
}
