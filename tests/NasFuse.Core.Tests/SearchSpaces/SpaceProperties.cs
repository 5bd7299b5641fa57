using CsCheck;
using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Tests.SearchSpaces;

/// <summary>What every search space promises.</summary>
internal static class SpaceProperties
{
    /// <summary>Samples, mutants and children are valid, lower at odd sizes, round-trip as text, and are built again from their assignments.</summary>
    public static void Check(SearchSpace space, int samples)
    {
        var random = new Random(1);
        for (var i = 0; i < samples; i++)
        {
            var proposal = space.Sample(random);
            ArchitectureChecks.ThrowIfInvalid(proposal.Architecture);
            if (i % 10 > 0) continue;
            Assert.Equal(proposal.Architecture, space.Propose(new ReplayChooser(proposal.Assignment, new NoChooser())).Architecture);
            Assert.Equal(proposal.Architecture, ArchitectureText.Parse(ArchitectureText.Format(proposal.Architecture)));
            if (i % 50 == 0) Assert.Equal(new Core.Graphs.TensorShape(proposal.Architecture.Classes, 181, 243), proposal.Architecture.Lower(new Core.Graphs.Size(181, 243)).OutputShape);
        }
        Gen.Int[0, int.MaxValue - 1].Sample(seed => CheckVariation(space, new Random(seed)), iter: Math.Max(100, samples / 5));
    }

    private static void CheckVariation(SearchSpace space, Random random)
    {
        var (first, second) = (space.Sample(random), space.Sample(random));
        var (mutant, child) = (Variation.Mutate(space, first.Assignment, random), Variation.Crossover(space, first.Assignment, second.Assignment, random));
        ArchitectureChecks.ThrowIfInvalid(mutant.Architecture);
        ArchitectureChecks.ThrowIfInvalid(child.Architecture);
        Assert.NotEqual(first.Assignment, mutant.Assignment);
        Assert.Equal(first, Variation.Crossover(space, first.Assignment, first.Assignment, random));
    }

    /// <summary>Expects that everything was recorded.</summary>
    public sealed class NoChooser : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => throw new InvalidOperationException($"choice '{choice}' was not recorded");
    }
}
