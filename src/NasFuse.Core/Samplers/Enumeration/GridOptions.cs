using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Enumeration;

/// <summary>Options of <see cref="GridSampler"/>.</summary>
[Sampler("grid", "every combination of some levels per choice once, in random order; then the study ends")]
public sealed record GridOptions : SamplerOptions
{
    /// <summary>
    /// Levels per choice, 1..1000: of more options as many are taken at equal distances, the first and the last among them (one level is the middle).
    /// Default: all options.
    /// </summary>
    [Range(1, 1000)] public int? MaxPerChoice { get; init; }

    /// <summary>Random order instead of that of the space, in which the last choice turns fastest; for grids of at most 20,000 points.</summary>
    public bool Shuffle { get; init; } = true;

    /// <inheritdoc/>
    public override ISampler Create() => Shuffle ? new GridSampler(this) : new EnumerationSampler(MaxPerChoice);
}
