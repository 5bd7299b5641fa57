using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class TrialRankingTests
{
    private static readonly Objective[] Objectives = [new("miou", Direction.Maximize), new("latencyMs", Direction.Minimize)];

    private static readonly Trial[] Trials =
    [
        NewTrial(0, 0.5, 20), NewTrial(1, 0.4, 5), NewTrial(2, 0.4, 6), NewTrial(3, 0.1, 4),
        NewTrial(4, 0.9, 1) with { State = TrialState.Pruned }, NewTrial(5, double.NaN, 30),
        NewTrial(6, 0.3, 1) with { Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("miou", 0.3) },
        NewTrial(7, 0.5, 20) with { State = TrialState.Duplicate, DuplicateOf = 0 },
    ];

    [Fact]
    public void The_front_holds_complete_trials_best_first() => Assert.Equal([0, 1, 3], TrialRanking.Front(Trials, Objectives).Select(t => t.Number));

    [Fact]
    public void Knee_and_best_are_found()
    {
        Assert.Equal(1, TrialRanking.Knee(Trials, Objectives)!.Number);
        Assert.Equal(0, TrialRanking.Best(Trials, Objectives[0])!.Number);
        Assert.Equal(3, TrialRanking.Best(Trials, Objectives[1])!.Number);
    }

    [Fact]
    public void Nothing_complete_ranks_nothing()
    {
        Assert.Empty(TrialRanking.Front(Trials[4..], Objectives));
        Assert.Null(TrialRanking.Knee(Trials[4..], Objectives));
        Assert.Null(TrialRanking.Best([], Objectives[0]));
    }

    [Fact]
    public void Hypervolume_is_a_share_of_the_reference_box()
    {
        var reference = new ReferencePoint([-1, 0], [0, 40]);
        Assert.Equal((0.5 * 20 + 0.4 * 15 + 0.1 * 1) / 40, TrialRanking.HypervolumeShare(Trials, Objectives, reference), 1e-12);
        Assert.Equal(0, TrialRanking.HypervolumeShare([], Objectives, reference));
    }

    private static Trial NewTrial(int number, double miou, double latencyMs) => new()
    {
        Number = number, State = TrialState.Complete, ArchitectureId = $"{number}", Architecture = "", Assignment = Assignment.Empty,
        Seed = 1, Parameters = 1, Macs = 1, ActivationBytes = 1, Proposed = DateTimeOffset.UnixEpoch,
        Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("miou", miou).Add("latencyMs", latencyMs),
    };
}
