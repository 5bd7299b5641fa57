using CsCheck;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Dashboard.Tests.Studies;

public sealed class FrontGrowthTests
{
    /// <summary>Trial by trial it must come to what a look at all trials gives; values repeat, so that ties occur.</summary>
    [Fact]
    public void It_agrees_with_the_front_and_the_hypervolume_of_all_trials() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 9].Array[4].Array[0, 40]).Sample((count, rows) =>
        {
            Objective[] objectives = [.. Enumerable.Range(0, count).Select(i => new Objective($"o{i}", i % 2 == 0 ? Direction.Minimize : Direction.Maximize))];
            var reference = new ReferencePoint(
                [.. objectives.Select(objective => objective.AsCost(objective.Direction == Direction.Minimize ? 0 : 9))],
                [.. objectives.Select(objective => objective.AsCost(objective.Direction == Direction.Minimize ? 9 : 0))]);
            Trial[] trials =
            [
                .. rows.Select((row, number) => TrialGenerator.Proposed(number) with
                {
                    State = row[3] == 9 ? TrialState.Failed : TrialState.Complete,
                    Metrics = TrialGenerator.Proposed(0).Metrics.AddRange(
                        objectives.Select((objective, i) => KeyValuePair.Create(objective.Name, (double)row[i]))),
                }),
            ];
            var growth = new FrontGrowth(objectives, reference);
            foreach (var trial in trials) growth.Add(trial);

            Assert.Equal(TrialRanking.Front(trials, objectives).Select(trial => trial.Number), growth.Front.Select(trial => trial.Number));
            Assert.Equal(TrialRanking.HypervolumeShare(trials, objectives, reference), growth.Share, 1e-9);
            Assert.Equal(trials.Length, growth.Ended);
            Assert.Equal(growth.Points.Select(point => point.Share).Order(), growth.Points.Select(point => point.Share));
        }, iter: 500);
}
