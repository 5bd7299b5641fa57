using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.LocalSearch;

/// <summary>Options of <see cref="LocalSearchSampler"/>.</summary>
[Sampler("local-search", "from the best architectures to their neighbours, one choice away; restarts when none is left (White et al. 2021)")]
public sealed record LocalSearchOptions : SamplerOptions
{
    /// <summary>Random architectures at the beginning and at each restart, 1..10,000; the best of them are where the walk begins.</summary>
    [Range(1, 10_000)] public int Starts { get; init; } = 10;

    /// <summary>Leave a neighbourhood as soon as something in it was better than its centre, instead of evaluating all of it.</summary>
    public bool MoveAtOnce { get; init; } = true;

    /// <summary>Random draws before an architecture that the study knows is proposed again, 1..10,000.</summary>
    [Range(1, 10_000)] public int Attempts { get; init; } = 64;

    /// <inheritdoc/>
    public override ISampler Create() => new LocalSearchSampler(this);
}
