using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.SearchSpaces;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Models;

/// <summary>What samplers with a model must do beside what every sampler must.</summary>
public abstract class ModelSamplerTests : SamplerConformance
{
    /// <summary>Options of full strength.</summary>
    protected abstract SamplerOptions Strong { get; }

    /// <summary>Trials of a planted study in which a strong sampler beats random search.</summary>
    protected virtual int Budget => 80;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Beats_random_search_on_a_planted_problem(int objectives)
    {
        var shares = Enumerable.Range(1, 3).Select(seed => (learned: Share(Strong, seed), random: Share(new RandomSamplerOptions(), seed))).ToArray();
        Assert.True(shares.Average(pair => pair.learned - pair.random) > 0.03, string.Join(" ", shares));

        double Share(SamplerOptions options, int seed) => PlantedSpace.Share(Run(options, objectives, (ulong)seed).Told, objectives);
    }

    [Fact]
    public void Follows_the_way_out_of_infeasibility()
    {
        // Only the violation says where the feasible architectures are: cost must fall below 60.
        ulong[] seeds = [1, 2, 3];
        var studies = Array.ConvertAll(seeds, seed => new SimulatedStudy(Strong.Create(), Space, PlantedSpace.Objectives(2), seed).Run(Budget, Constrained));
        var (early, late) = (studies.Average(study => Feasible(study.Told.Take(10))), studies.Average(study => Feasible(study.Told.TakeLast(20))));
        Assert.True(late > 0.5 && late > early + 0.25, $"feasible {early:0.00} early, {late:0.00} late");

        static FinishedTrial Constrained(int number, Assignment assignment)
        {
            var values = PlantedSpace.Evaluate(assignment, 2);
            return values[1] <= 60 ? new(number, assignment, values, 0) : new(number, assignment, null, (values[1] - 60) / 60);
        }

        static double Feasible(IEnumerable<FinishedTrial> trials) => trials.Average(trial => trial.Violation <= 0 ? 1.0 : 0);
    }

    [Fact]
    public void Costs_that_are_all_equal_or_far_apart_do_no_harm()
    {
        var study = new SimulatedStudy(Options.Create(), Space, PlantedSpace.Objectives(2), 1);
        study.Run(40, (number, assignment) => new FinishedTrial(number, assignment, [0.5, number % 7 == 0 ? 1e12 : 1e-12], 0));
        Assert.Equal(40, study.DistinctArchitectures);
    }

    /// <summary>Two of three trials are pruned: with what is foretold of them a model gets further than without.</summary>
    protected void AssertLearnsFromWhatIsForetold()
    {
        var gains = Enumerable.Range(1, 4).Select(seed => Share(seed, isForetold: true) - Share(seed, isForetold: false)).ToArray();
        Assert.True(gains.Average() > 0.03, string.Join(" ", gains));

        // All architectures count by their true values, pruned or not.
        double Share(int seed, bool isForetold)
        {
            var study = new SimulatedStudy(Strong.Create(), Space, PlantedSpace.Objectives(2), (ulong)seed).Run(Budget, (number, assignment) =>
                Evaluated(number, assignment, isForetold));
            return PlantedSpace.Share(study.Told.Select(trial => trial with { Values = PlantedSpace.Evaluate(trial.Assignment, 2) }), 2);
        }

        static FinishedTrial Evaluated(int number, Assignment assignment, bool isForetold)
        {
            var values = PlantedSpace.Evaluate(assignment, 2);
            return number % 3 == 0 ? new FinishedTrial(number, assignment, values, 0) : new FinishedTrial(number, assignment, null, 0)
            {
                Partial = new PartialResult([values[0] / 2, values[1]], 0.4) { Foretold = isForetold ? values : null },
            };
        }
    }

    private SimulatedStudy Run(SamplerOptions options, int objectives, ulong seed) =>
        new SimulatedStudy(options.Create(), Space, PlantedSpace.Objectives(objectives), seed)
            .Run(Budget, (number, assignment) => new FinishedTrial(number, assignment, PlantedSpace.Evaluate(assignment, objectives), 0));

    /// <summary>A sampler without state proposes the same whether it saw the study grow or only sees its history.</summary>
    protected void AssertOwesNothingToItsPast(SamplerOptions options)
    {
        var (history, old) = (new SamplerHistory(), options.Create());
        for (var number = 0; number < 30; number++)
        {
            var (seen, late) = (Ask(old, history, number), Ask(options.Create(), history, number));
            Assert.Equal(seen, late);
            // Some stay pending, some fail, some end.
            history.Add(new PendingTrial(number, seen.Assignment));
            if (number % 5 != 4) history.Add(new FinishedTrial(number, seen.Assignment, number % 7 == 3 ? null : PlantedSpace.Evaluate(seen.Assignment, 2), 0));
        }

        Proposal Ask(ISampler sampler, SamplerHistory history, int number) =>
            sampler.Ask(new SamplerContext(number, Space, PlantedSpace.Objectives(2), RandomStreams.Create(1, "sampler", number), _ => false, history))!;
    }
}
