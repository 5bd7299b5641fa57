using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.Configuration;

/// <summary>Options as a third party would bring them.</summary>
internal static class TestOptions
{
    public static OptionCatalog Catalog { get; } = OptionCatalog.Default.With(typeof(TestOptions).Assembly);
}

[Sampler("test-dice", "Throws dice.")]
public sealed record DiceOptions : SamplerOptions
{
    public override ISampler Create() => throw new NotSupportedException();
}

[Sampler("test-breeder", "Breeds.")]
public sealed record BreederOptions : SamplerOptions, IValidatableObject
{
    [Range(2, 10_000)] public int PopulationSize { get; init; } = 24;

    [Range(0, 1)] public double CrossoverRate { get; init; } = 0.9;

    [Range(1, 10_000)] public int? Parents { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Parents > PopulationSize) yield return new ValidationResult($"'sampler.parents' must not be above 'sampler.populationSize' ({PopulationSize}) but is {Parents}", [nameof(Parents)]);
    }

    public override ISampler Create() => throw new NotSupportedException();
}

[SearchSpace("test-lattice", "A lattice.")]
public sealed record LatticeOptions : SearchSpaceOptions
{
    public static IReadOnlyList<string> KnownFusions { get; } = ["add", "concat", "mul"];

    [Required, MinLength(1), ItemRange(1, 512)] public ImmutableArray<int> Widths { get; init; } = [];

    [NamesFrom(typeof(LatticeOptions), nameof(KnownFusions))] public ImmutableArray<string> Fusions { get; init; } = ["add"];

    [Range(1, 4)] public int MaxInputs { get; init; } = 2;

    public bool Optional { get; init; } = true;

    public override SearchSpace Create(string name, int classes) => Widths.Distinct().Count() == Widths.Length
        ? new EmptySpace(name)
        : throw new UserErrorException(new SourcePlace($"{name}: widths[{Widths.Length - 1}]"), ErrorCodes.Contradiction, "a width stands twice");

    private sealed class EmptySpace(string name) : SearchSpace
    {
        public override string Name => name;

        public override Architecture Build(IChooser chooser) => throw new NotSupportedException();

        public override SpaceCount Count() => SpaceCount.Exactly(0);
    }
}
