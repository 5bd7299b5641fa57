using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Options of <see cref="GpEhviSampler"/>.</summary>
[Sampler("gp-ehvi", "Bayesian optimisation: one Gaussian process per objective, expected hypervolume improvement (Emmerich et al. 2016)")]
public sealed record GpEhviOptions : SamplerOptions
{
    /// <summary>Finished trials before the processes are asked, 2..1,000; until then architectures are random.</summary>
    [Range(2, 1_000)] public int StartupTrials { get; init; } = 10;

    /// <summary>Trials that the processes learn from, 16..2,000: the better half by rank, the others drawn. Time grows with the third power.</summary>
    [Range(16, 2_000)] public int TrainingTrials { get; init; } = 256;

    /// <summary>Candidates per proposal, 16..100,000, half of them random and half variants of the front; a local search adds about as many.</summary>
    [Range(16, 100_000)] public int Candidates { get; init; } = 200;

    /// <summary>Rounds of local search from the best candidates, 0..20.</summary>
    [Range(0, 20)] public int LocalSearchRounds { get; init; } = 3;

    /// <inheritdoc/>
    public override ISampler Create() => new GpEhviSampler(this);
}
