using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Draws;

/// <summary>Options of <see cref="QuasiRandomSampler"/>.</summary>
[Sampler("quasi-random", "choices from a scrambled Sobol sequence: covers a space more evenly than chance")]
public sealed record QuasiRandomOptions : SamplerOptions
{
    /// <summary>Points passed over because the study knows their architecture, before such an architecture is proposed again, 1..10,000.</summary>
    [Range(1, 10_000)] public int Attempts { get; init; } = 64;

    /// <inheritdoc/>
    public override ISampler Create() => new QuasiRandomSampler(this);
}
