using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.SearchSpaces.FusionLattices;
using Xunit;

namespace NasFuse.TestKit.Samplers;

/// <summary>What every sampler must do. Derive, give the options, and the tests run.</summary>
public abstract class SamplerConformance
{
    /// <summary>The sampler under test, preferably with a small population or start-up phase.</summary>
    protected abstract SamplerOptions Options { get; }

    /// <summary>False for a sampler whose proposals owe nothing to chance.</summary>
    protected virtual bool IsRandom => true;

    /// <summary>False for a sampler that proposes the same whatever it is told.</summary>
    protected virtual bool Learns => true;

    /// <summary>Where it is tested; smaller for samplers that walk through a whole space.</summary>
    protected virtual PlantedSpace Space { get; } = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Proposals_are_valid_new_and_described_by_their_assignment(int objectives)
    {
        var study = NewStudy(objectives).Run(150, (number, assignment) => Complete(number, assignment, objectives));
        Assert.Equal(150, study.DistinctArchitectures);
        foreach (var proposal in study.Proposals)
        {
            ArchitectureChecks.ThrowIfInvalid(proposal.Architecture);
            Assert.Equal(proposal.Architecture, Space.Build(new ReplayChooser(proposal.Assignment, new Unasked())));
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_studies_and_others_do_not_where_there_is_chance()
    {
        SimulatedStudy Run(ulong seed) => NewStudy(2, seed).Run(80, (number, assignment) => Complete(number, assignment, 2));
        Assert.Equal(Run(5).Proposals, Run(5).Proposals);
        Assert.Equal(IsRandom, !Run(5).Proposals.SequenceEqual(Run(6).Proposals));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(61)]
    public void A_restored_sampler_goes_on_as_if_nothing_had_happened(int before)
    {
        var unbroken = NewStudy(2);
        var broken = NewStudy(2);
        foreach (var study in new[] { unbroken, broken }) study.Run(before, Mixed);
        var saved = broken.Sampler.Save().ToJsonString();
        broken.Sampler = Options.Create();
        broken.Sampler.Restore(JsonNode.Parse(saved)!.AsObject());
        Assert.Equal(saved, broken.Sampler.Save().ToJsonString());
        foreach (var study in new[] { unbroken, broken }) study.Run(60, Mixed);
        Assert.Equal(unbroken.Proposals, broken.Proposals);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void A_sampler_restored_while_trials_are_pending_goes_on_too(int before)
    {
        var unbroken = NewStudy(2);
        var broken = NewStudy(2);
        foreach (var study in new[] { unbroken, broken }) RunWithThreeWorkers(study.Run(before, Mixed), 10);
        var saved = broken.Sampler.Save().ToJsonString();
        broken.Sampler = Options.Create();
        broken.Sampler.Restore(JsonNode.Parse(saved)!.AsObject());
        foreach (var study in new[] { unbroken, broken }) RunWithThreeWorkers(study, 40);
        Assert.Equal(unbroken.Proposals, broken.Proposals);
    }

    [Fact]
    public void Being_asked_changes_no_state_that_was_saved()
    {
        var study = NewStudy(2).Run(20, Mixed);
        var state = study.Sampler.Save();
        var saved = state.ToJsonString();
        study.Run(20, Mixed);
        Assert.Equal(saved, state.ToJsonString());
    }

    [Fact]
    public void A_sampler_that_learns_is_steered_by_violations_alone()
    {
        if (!Learns) return;
        var early = new List<double>();
        var late = new List<double>();
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var study = NewStudy(2, seed).Run(200, Constrained);
            early.Add(Feasible(study.Told.Take(20)));
            late.Add(Feasible(study.Told.Skip(150)));
        }
        Assert.True(late.Average() > early.Average() + 0.2, $"feasible {early.Average():0.00} early, {late.Average():0.00} late");

        // Cost must fall below 60; where it does not, there are no values.
        static FinishedTrial Constrained(int number, Assignment assignment)
        {
            var values = PlantedSpace.Evaluate(assignment, 2);
            return values[1] <= 60 ? new(number, assignment, values, 0) : new(number, assignment, null, (values[1] - 60) / 60);
        }

        static double Feasible(IEnumerable<FinishedTrial> trials) => trials.Average(trial => trial.Violation <= 0 ? 1.0 : 0);
    }

    [Fact]
    public void Failed_infeasible_and_unusable_trials_do_no_harm()
    {
        var study = NewStudy(2).Run(200, Mixed);
        Assert.Equal(200, study.DistinctArchitectures);
    }

    [Fact]
    public void A_study_in_which_everything_fails_still_gets_proposals()
    {
        var study = NewStudy(2).Run(100, (number, assignment) => new FinishedTrial(number, assignment, null, 0));
        Assert.Equal(100, study.DistinctArchitectures);
    }

    [Fact]
    public void Many_trials_may_be_pending_and_end_in_any_order()
    {
        var study = NewStudy(2);
        for (var i = 0; i < 100; i++) study.Ask();
        for (var i = 99; i >= 0; i--)
        {
            study.Tell(Complete(i, study.Proposals[i].Assignment, 2));
            if (i % 3 == 0) study.Ask();
        }
        Assert.Equal(study.Proposals.Count, study.DistinctArchitectures);
    }

    [Fact]
    public void A_space_smaller_than_the_study_is_exhausted_and_then_repeated_or_left()
    {
        var space = new FusionLatticeOptions
        {
            Encoders = [new() { Name = "one", Nodes = ["s4: 1/4 x8 = conv(k=3,s=4) <- image"], Taps = ["s4"] }],
            Strides = [new() { Stride = 4, Widths = [8, 16] }],
            Layers = 1,
            Operators = ["conv(k=3)", "dwsep(k=3)"],
            Fusions = ["add"],
        }.Create("four", 3);
        var study = new SimulatedStudy(Options.Create(), space, PlantedSpace.Objectives(1), 1);
        study.Run(40, (number, assignment) => new FinishedTrial(number, assignment, [number / 40.0], 0));
        var members = study.Proposals.Where(proposal => !proposal.Assignment.IsOutside());
        Assert.Equal(4, members.Select(proposal => ArchitectureId.Of(proposal.Architecture)).Distinct().Count());
    }

    private SimulatedStudy NewStudy(int objectives, ulong seed = 1) => new(Options.Create(), Space, PlantedSpace.Objectives(objectives), seed);

    private static FinishedTrial Complete(int number, Assignment assignment, int objectives) =>
        new(number, assignment, PlantedSpace.Evaluate(assignment, objectives), 0);

    /// <summary>Asks as long as three trials may be pending, and ends the second of them.</summary>
    private static void RunWithThreeWorkers(SimulatedStudy study, int trials)
    {
        for (var i = 0; i < trials; i++)
        {
            if (study.Ask() is null) return;
            var pending = study.Pending;
            if (pending.Count == 3) study.Tell(Mixed(pending[1].Number, pending[1].Assignment));
        }
    }

    private static FinishedTrial Mixed(int number, Assignment assignment)
    {
        var trial = Complete(number, assignment, 2);
        return (number % 6) switch
        {
            0 => trial with { Values = null },
            1 => trial with { Values = [double.NaN, 1] },
            2 => trial with { Values = [0.5, double.PositiveInfinity] },
            3 => trial with { Values = null, Violation = 1.0 / (number + 1) },
            4 => trial with { Violation = 0.1 + number },
            _ => trial,
        };
    }

    private sealed class Unasked : IChooser
    {
        public int Choose(string choice, IReadOnlyList<string> options) => throw new InvalidOperationException($"choice '{choice}' is not in the assignment");
    }
}
