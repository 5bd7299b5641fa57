using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Options of <see cref="MotpeSampler"/>.</summary>
[Sampler("motpe", "multi-objective tree-structured Parzen estimator over all choices together (Ozaki et al. 2022)")]
public sealed record MotpeOptions : SamplerOptions
{
    /// <summary>Finished trials before densities are compared, 2..1,000; until then architectures are random.</summary>
    [Range(2, 1_000)] public int StartupTrials { get; init; } = 10;

    /// <summary>How many of n trials are good.</summary>
    public GammaRule Gamma { get; init; } = GammaRule.Linear;

    /// <summary>Factor of the rule, 0.01..5: <c>0.1·n</c> or <c>0.25·√n</c> are usual.</summary>
    [Range(0.01, 5)] public double GammaFactor { get; init; } = 0.1;

    /// <summary>Most good trials, 1..10,000.</summary>
    [Range(1, 10_000)] public int MostGood { get; init; } = 25;

    /// <summary>Candidates drawn from the density of the good, 1..10,000; the one with the best ratio is proposed.</summary>
    [Range(1, 10_000)] public int Candidates { get; init; } = 24;

    /// <summary>Weight that each component spreads over the labels of a choice, 0.01..100; shared among the components.</summary>
    [Range(0.01, 100)] public double Smoothing { get; init; } = 0.5;

    /// <inheritdoc/>
    public override ISampler Create() => new MotpeSampler(this);
}

/// <summary>How the number of good trials grows with the number n of all.</summary>
public enum GammaRule
{
    /// <summary>Factor · n.</summary>
    Linear,

    /// <summary>Factor · √n.</summary>
    SquareRoot,
}
