using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Options of <see cref="Nsga3Sampler"/>.</summary>
[Sampler("nsga3", "evolution for three and more objectives: niches along reference directions (Deb and Jain 2014)")]
public sealed record Nsga3Options : GenerationalOptions
{
    /// <summary>
    /// Steps along each edge of the simplex of reference directions, 1..30; with m objectives there are C(m + divisions − 1, divisions) directions.
    /// Default: the most that are not more than the population.
    /// </summary>
    [Range(1, 30)] public int? Divisions { get; init; }

    /// <inheritdoc/>
    public override ISampler Create() => new Nsga3Sampler(this);
}
