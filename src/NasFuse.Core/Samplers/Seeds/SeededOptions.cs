using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Samplers.Seeds;

/// <summary>Options of <see cref="SeededSampler"/>.</summary>
/// <remarks>What <see cref="From"/> names is read when a study begins and goes into its manifest: it goes on when the files are gone or have changed.</remarks>
[Sampler("seeded", "known architectures first: files, earlier studies, packages; then another sampler that learns from them")]
public sealed record SeededOptions : SamplerOptions, IValidatableObject
{
    /// <summary>Most seeds of a study.</summary>
    public const int MostSeeds = 1000;

    /// <summary>
    /// Where seeds are read, in this order: architecture files (<c>*</c> and <c>?</c> may stand in a file's name), genotypes (FasterSeg search parameters),
    /// folders of exported packages and of studies, all relative to the study file or to the working directory; or names of studies in the results folder.
    /// </summary>
    [Length(0, 1000)] public ImmutableArray<string> From { get; init; } = [];

    /// <summary>Architectures taken from each study, the best by its own objectives, 1..1000. Default: its Pareto front.</summary>
    [Range(1, MostSeeds)] public int? Best { get; init; }

    /// <summary>Seeds written out; those read from <see cref="From"/> are added behind them.</summary>
    [Length(0, MostSeeds)] public ImmutableArray<SeedOptions> Seeds { get; init; } = [];

    /// <summary>Who proposes when the seeds are spent. It is told about them like about its own.</summary>
    [Required] public SamplerOptions Then { get; init; } = null!;

    /// <inheritdoc/>
    public override ISampler Create() => new SeededSampler(Seeds, Then.Create());

    /// <summary>True when these options, before anything was read, are those that others were completed from.</summary>
    public bool IsBeginningOf(SeededOptions complete) =>
        From.SequenceEqual(complete.From) && Best == complete.Best
        && Seeds.Length <= complete.Seeds.Length && Seeds.SequenceEqual(complete.Seeds[..Seeds.Length]);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From.IsEmpty && Seeds.IsEmpty) yield return new ValidationResult("seeds are needed: name files, packages or studies in 'from'", [nameof(From)]);
        if (Then is SeededOptions) yield return new ValidationResult("'then' cannot be seeded again: name all seeds in one 'from'", [nameof(Then)]);
    }
}
