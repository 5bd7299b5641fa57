using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.LocalSearch;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.LocalSearch;

public sealed class LocalSearchSamplerTests : SamplerConformance
{
    private static readonly PlantedSpace Planted = new();

    protected override SamplerOptions Options => new LocalSearchOptions { Starts = 5 };

    [Fact]
    public void Beats_random_search_with_one_and_two_objectives()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var (local, random) = (Best(new LocalSearchOptions()), Best(new RandomSamplerOptions()));
            Assert.True(local > random + 0.1, $"seed {seed}: best {local} against {random}");
            var (front, chance) = (Share(new LocalSearchOptions()), Share(new RandomSamplerOptions()));
            Assert.True(front > chance, $"seed {seed}: share {front} against {chance}");

            double Best(SamplerOptions options) => Run(options, 1, seed, 400).Told.Max(trial => trial.Values![0]);
            double Share(SamplerOptions options) => PlantedSpace.Share(Run(options, 2, seed, 400).Told, 2);
        }
    }

    [Fact]
    public void A_neighbourhood_is_evaluated_as_a_whole_before_the_next()
    {
        var study = Run(new LocalSearchOptions { Starts = 3, MoveAtOnce = false }, 1, 1, 200);
        var center = study.Proposals[study.Told.Take(3).MaxBy(trial => trial.Values![0])!.Number].Assignment;
        var expected = Neighbours.Of(Planted, center, () => new EnumeratingChooser()).Select(neighbour => Change(center, neighbour.Assignment)).ToArray();
        var found = study.Proposals.Skip(3).Take(expected.Length).Select(proposal => Change(center, proposal.Assignment));
        Assert.Equal(expected.Order(), found.Order());
        var best = study.Told.Take(3 + expected.Length).MaxBy(trial => trial.Values![0])!.Assignment;
        Change(best, study.Proposals[3 + expected.Length].Assignment);
    }

    [Fact]
    public void A_better_neighbour_is_followed_at_once()
    {
        // Every trial is better than all before it: each is one change away from its predecessor.
        var study = new SimulatedStudy(new LocalSearchOptions { Starts = 1 }.Create(), Planted, PlantedSpace.Objectives(1), 1);
        study.Run(40, (number, assignment) => new FinishedTrial(number, assignment, [number], 0));
        for (var i = 1; i < 40; i++) Change(study.Proposals[i - 1].Assignment, study.Proposals[i].Assignment);
    }

    [Fact]
    public void An_optimum_that_is_local_only_does_not_hold_the_search()
    {
        // Only number 0 is good, so its neighbourhood ends in nothing: then come random starts again, far from it.
        var study = new SimulatedStudy(new LocalSearchOptions { Starts = 1 }.Create(), Planted, PlantedSpace.Objectives(1), 1);
        study.Ask();
        var neighbours = Neighbours.Of(Planted, study.Proposals[0].Assignment, () => new EnumeratingChooser()).Count();
        study.Tell(new FinishedTrial(0, study.Proposals[0].Assignment, [1], 0));
        study.Run(neighbours + 1, (number, assignment) => new FinishedTrial(number, assignment, [1.0 / (2 + number)], 0));
        Assert.All(study.Proposals.Skip(1).Take(neighbours), proposal => Change(study.Proposals[0].Assignment, proposal.Assignment));
        Assert.NotEqual(1, Changes(study.Proposals[0].Assignment, study.Proposals[neighbours + 1].Assignment).Length);
        // The new run begins where it started, not at the old optimum.
        study.Run(1, (number, assignment) => new FinishedTrial(number, assignment, [0.9], 0));
        Change(study.Proposals[neighbours + 1].Assignment, study.Proposals[neighbours + 2].Assignment);
    }

    private static string Change(Assignment a, Assignment b) => Assert.Single(Changes(a, b));

    private static string[] Changes(Assignment a, Assignment b) =>
        [.. a.Labels.Where(pair => b.Labels.TryGetValue(pair.Key, out var label) && label != pair.Value).Select(pair => $"{pair.Key}={b.Labels[pair.Key]}")];

    private static SimulatedStudy Run(SamplerOptions options, int objectives, int seed, int trials) =>
        new SimulatedStudy(options.Create(), Planted, PlantedSpace.Objectives(objectives), (ulong)seed)
            .Run(trials, (number, assignment) => new FinishedTrial(number, assignment, PlantedSpace.Evaluate(assignment, objectives), 0));
}
