using System.Text.Json.Nodes;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Evolution;

public sealed class Nsga2SamplerTests : SamplerConformance
{
    private static readonly PlantedSpace Planted = new();

    protected override SamplerOptions Options => new Nsga2Options { PopulationSize = 10 };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Beats_random_search_on_a_planted_problem(int objectives)
    {
        var shares = Enumerable.Range(0, 8).Select(seed => (evolved: Share(new Nsga2Options(), seed), random: Share(new RandomSamplerOptions(), seed))).ToArray();
        TestContext.Current.SendDiagnosticMessage("shares {0}", string.Join(" ", shares));
        Assert.All(shares, pair => Assert.True(pair.evolved > pair.random, $"{pair}"));
        Assert.True(shares.Average(pair => pair.evolved - pair.random) > 0.05, string.Join(" ", shares));

        double Share(SamplerOptions options, int seed) => PlantedSpace.Share(Run(options, objectives, seed, 300).Told, objectives);
    }

    [Fact]
    public void Finds_the_best_of_a_single_objective()
    {
        var best = Run(new Nsga2Options(), 1, 1, 600).Told.Max(trial => trial.Values![0]);
        var random = Run(new RandomSamplerOptions(), 1, 1, 600).Told.Max(trial => trial.Values![0]);
        Assert.True(best > 0.9 && best > random + 0.1, $"best {best}, random {random}");
    }

    [Fact]
    public void The_state_stays_as_small_as_the_population()
    {
        var study = Run(new Nsga2Options { PopulationSize = 10 }, 2, 1, 500);
        var state = study.Sampler.Save();
        Assert.InRange(state["parents"]!.AsArray().Count, 1, 10);
        Assert.InRange(state["fresh"]!.AsArray().Count, 0, 10);
    }

    [Fact]
    public void Numbers_that_a_store_gave_back_as_other_types_are_understood()
    {
        var study = Run(new Nsga2Options { PopulationSize = 10 }, 2, 1, 15);
        var state = study.Sampler.Save();
        foreach (var trial in state["parents"]!.AsArray()) trial!["violation"] = JsonValue.Create(0);
        var restored = new Nsga2Options { PopulationSize = 10 }.Create();
        restored.Restore(state);
        Assert.Equal(study.Sampler.Save().ToJsonString(), restored.Save().ToJsonString());
    }

    private static SimulatedStudy Run(SamplerOptions options, int objectives, int seed, int trials) =>
        new SimulatedStudy(options.Create(), Planted, PlantedSpace.Objectives(objectives), (ulong)seed)
            .Run(trials, (number, assignment) => new FinishedTrial(number, assignment, PlantedSpace.Evaluate(assignment, objectives), 0));
}
