using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Evolution;

public sealed class RegularizedEvolutionSamplerTests : SamplerConformance
{
    private static readonly PlantedSpace Planted = new();

    protected override SamplerOptions Options => new RegularizedEvolutionOptions { PopulationSize = 20, SampleSize = 5 };

    [Fact]
    public void Beats_random_search_with_one_and_two_objectives()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var (evolved, random) = (Best(new RegularizedEvolutionOptions()), Best(new RandomSamplerOptions()));
            Assert.True(evolved > random + 0.1, $"seed {seed}: best {evolved} against {random}");
            var (front, chance) = (Share(new RegularizedEvolutionOptions()), Share(new RandomSamplerOptions()));
            Assert.True(front > chance, $"seed {seed}: share {front} against {chance}");

            double Best(SamplerOptions options) => Run(options, 1, seed, 400).Told.Max(trial => trial.Values![0]);
            double Share(SamplerOptions options) => PlantedSpace.Share(Run(options, 2, seed, 400).Told, 2);
        }
    }

    [Fact]
    public void A_child_differs_from_one_of_the_living_in_one_choice_and_what_hangs_on_it()
    {
        var study = Run(new RegularizedEvolutionOptions { PopulationSize = 10, SampleSize = 3 }, 1, 1, 60);
        for (var i = 10; i < 60; i++)
        {
            var child = study.Proposals[i].Assignment;
            Assert.Contains(Enumerable.Range(i - 10, 10), living => Differences(study.Proposals[living].Assignment, child) == 1);
        }
    }

    [Fact]
    public void The_dead_have_no_children()
    {
        // Number 0 is better than all others and outlives nobody: with a sample as large as needed it would always win.
        var study = new SimulatedStudy(new RegularizedEvolutionOptions { PopulationSize = 5, SampleSize = 100 }.Create(), Planted, PlantedSpace.Objectives(1), 1);
        study.Run(30, (number, assignment) => new FinishedTrial(number, assignment, [-number], 0));
        for (var i = 5; i < 30; i++) Assert.Equal(1, Differences(study.Proposals[i - 5].Assignment, study.Proposals[i].Assignment));
    }

    private static int Differences(Assignment a, Assignment b) => a.Labels.Count(pair => b.Labels.TryGetValue(pair.Key, out var label) && label != pair.Value);

    private static SimulatedStudy Run(SamplerOptions options, int objectives, int seed, int trials) =>
        new SimulatedStudy(options.Create(), Planted, PlantedSpace.Objectives(objectives), (ulong)seed)
            .Run(trials, (number, assignment) => new FinishedTrial(number, assignment, PlantedSpace.Evaluate(assignment, objectives), 0));
}
