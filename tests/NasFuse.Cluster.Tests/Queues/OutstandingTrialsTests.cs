using NasFuse.Cluster.Queues;
using static NasFuse.Cluster.Tests.Fixtures.TrialScenes;

namespace NasFuse.Cluster.Tests.Queues;

public sealed class OutstandingTrialsTests
{
    [Fact]
    public void Only_a_trial_beyond_all_that_are_stored_and_handed_over_is_fresh()
    {
        var trials = new OutstandingTrials([Trial(0), Running(4)]);
        Assert.False(trials.Add(0));
        Assert.False(trials.Add(2));
        Assert.False(trials.Add(4));
        Assert.True(trials.Add(5));
        Assert.False(trials.Add(5));
        Assert.True(trials.Add(9));
        Assert.False(trials.Add(7));
        Assert.Equal([0, 2, 4, 5, 7, 9], trials.Numbers().Order());
        trials.Remove(9);
        Assert.False(trials.Add(9));
    }

    [Fact]
    public void Only_a_trial_that_this_controller_handed_over_is_known_not_to_wait_for_decisions()
    {
        var trials = new OutstandingTrials([]);
        Assert.True(trials.MayAwaitDecisions(0));
        trials.Add(0);
        Assert.True(trials.MayAwaitDecisions(0));
        trials.HandedOver(Job(0));
        Assert.False(trials.MayAwaitDecisions(0));
        trials.HandedOver(Job(1));
        Assert.True(trials.MayAwaitDecisions(1));
        trials.Add(2);
        trials.HandedOver(Job(2) with { AwaitsDecisions = true });
        Assert.True(trials.MayAwaitDecisions(2));
    }
}
