using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Options of <see cref="BananasSampler"/>.</summary>
[Sampler("bananas", "an ensemble of small networks predicts from paths, candidates are mutations of the best (White et al. 2021)")]
public sealed record BananasOptions : SamplerOptions
{
    /// <summary>Finished trials before networks are trained, 4..1,000; until then architectures are random.</summary>
    [Range(4, 1_000)] public int StartupTrials { get; init; } = 10;

    /// <summary>Networks in the ensemble, 2..50.</summary>
    [Range(2, 50)] public int Members { get; init; } = 5;

    /// <summary>Hidden units of each network, 2..256.</summary>
    [Range(2, 256)] public int HiddenUnits { get; init; } = 16;

    /// <summary>Steps of training of each network, 10..10,000, with 32 trials each.</summary>
    [Range(10, 10_000)] public int TrainingSteps { get; init; } = 100;

    /// <summary>Trials that the networks learn from, 16..10,000: the better half by rank, the others drawn.</summary>
    [Range(16, 10_000)] public int TrainingTrials { get; init; } = 256;

    /// <summary>Candidates per proposal, 16..100,000: mutations of the best trials.</summary>
    [Range(16, 100_000)] public int Candidates { get; init; } = 200;

    /// <inheritdoc/>
    public override ISampler Create() => new BananasSampler(this);
}
