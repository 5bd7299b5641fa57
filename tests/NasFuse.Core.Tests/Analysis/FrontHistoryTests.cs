using CsCheck;
using NasFuse.Core.Analysis;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis;

public sealed class FrontHistoryTests
{
    [Fact]
    public void Each_step_has_the_hypervolume_of_all_trials_up_to_it() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9], (miou, latency) => (miou / 10.0, latency * 10.0)).Array[0, 15].Sample(values =>
        {
            var trials = values.Select((pair, number) => ToyStudy.Complete(number, Core.SearchSpaces.Assignment.Empty).With(pair.Item1, pair.Item2))
                .ToArray();
            var steps = FrontHistory.Of(trials, ToyStudy.Study.Objectives, ToyStudy.Study.Reference);
            Assert.Equal(trials.Length, steps.Length);
            for (var i = 0; i < steps.Length; i++)
            {
                Assert.Equal(TrialRanking.HypervolumeShare(trials[..(i + 1)], ToyStudy.Study.Objectives, ToyStudy.Study.Reference), steps[i].Share, 12);
                var front = TrialRanking.Front(trials[..(i + 1)], ToyStudy.Study.Objectives);
                var isNew = !trials[..i].Any(earlier => earlier.Metrics.SequenceEqual(trials[i].Metrics));
                Assert.Equal(isNew && front.Contains(trials[i]), steps[i].Improved);
            }
        });
}
