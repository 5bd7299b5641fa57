using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Evolution;

public sealed class Nsga3SamplerTests : SamplerConformance
{
    private static readonly Dtlz2Space Sphere = new();

    protected override SamplerOptions Options => new Nsga3Options { PopulationSize = 10 };

    [Fact]
    public void Finds_and_covers_a_sphere_better_than_chance()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var (evolved, random) = (Run(new Nsga3Options(), seed, 360).Told, Run(new RandomSamplerOptions(), seed, 360).Told);
            var distances = (evolved: Dtlz2Space.InvertedGenerationalDistance(evolved), random: Dtlz2Space.InvertedGenerationalDistance(random));
            var shares = (evolved: Dtlz2Space.Share(evolved), random: Dtlz2Space.Share(random));
            Assert.True(distances.evolved < 0.8 * distances.random && shares.evolved > shares.random, $"seed {seed}: distances {distances}, shares {shares}");
        }
    }

    [Fact]
    public void Its_population_covers_a_sphere_better_than_that_of_nsga2()
    {
        var (nsga3, nsga2) = (Mean(new Nsga3Options { PopulationSize = 21 }), Mean(new Nsga2Options { PopulationSize = 21 }));
        Assert.True(nsga3 < nsga2, $"distances {nsga3} and {nsga2}");

        static double Mean(SamplerOptions options) => Enumerable.Range(1, 6).Average(seed => Dtlz2Space.InvertedGenerationalDistance(Population(Run(options, seed, 1050))));
    }

    [Fact]
    public void Directions_can_be_chosen() => 
        Assert.NotEqual(Run(new Nsga3Options(), 1, 100).Proposals, Run(new Nsga3Options { Divisions = 2 }, 1, 100).Proposals);

    private static IEnumerable<FinishedTrial> Population(SimulatedStudy study) =>
        study.Sampler.Save()["parents"]!.AsArray().Select(parent => study.Told[parent!["number"]!.GetValue<int>()]);

    private static SimulatedStudy Run(SamplerOptions options, int seed, int trials) =>
        new SimulatedStudy(options.Create(), Sphere, Dtlz2Space.Objectives, (ulong)seed).Run(trials, Dtlz2Space.Evaluate);
}
