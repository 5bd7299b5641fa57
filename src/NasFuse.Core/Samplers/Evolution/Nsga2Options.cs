using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Options of <see cref="Nsga2Sampler"/>.</summary>
[Sampler("nsga2", "multi-objective evolution: non-dominated sorting and crowding distance (Deb et al. 2002)")]
public sealed record Nsga2Options : GenerationalOptions
{
    /// <summary>Candidates of which the best becomes a parent, 1..100.</summary>
    [Range(1, 100)] public int TournamentSize { get; init; } = 2;

    /// <inheritdoc/>
    public override ISampler Create() => new Nsga2Sampler(this);
}
