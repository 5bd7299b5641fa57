using System.Text.Json.Nodes;
using CsCheck;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using Xunit;

namespace NasFuse.TestKit.Studies;

/// <summary>What every <see cref="ITrialStore"/> must do. Derive, say how the store is opened, and inherit the tests.</summary>
/// <remarks><code>public sealed class MyStoreTests : TrialStoreConformance { protected override ITrialStore Open() => new MyStore(_place); }</code></remarks>
public abstract class TrialStoreConformance
{
    /// <summary>Opens the store of this test at the same place each time: the first time it is empty, later it has what it had when it was disposed.</summary>
    protected abstract ITrialStore Open();

    private static JsonObject State(int value) => new() { ["value"] = value };

    [Fact]
    public void A_new_store_is_empty()
    {
        using var store = Open();
        Assert.Null(store.Manifest());
        Assert.Null(store.SamplerState());
        Assert.Empty(store.Trials());
        Assert.Null(store.Find(0));
        Assert.Empty(store.Epochs(0));
    }

    [Fact]
    public void Everything_is_there_after_opening_again()
    {
        using (var store = Open())
        {
            store.SaveManifest(new JsonObject { ["commit"] = "abc", ["nested"] = new JsonObject { ["x"] = 0.1 } });
            store.Propose(TrialGenerator.Proposed(0), State(7));
            store.Start(0, "cpu");
            store.Report(0, new EpochRecord(1, 2.5, 0.01, null, 100, 3));
        }

        using var again = Open();
        Assert.Equal("""{"commit":"abc","nested":{"x":0.1}}""", again.Manifest()!.ToJsonString());
        Assert.Equal(7, (int)again.SamplerState()!["value"]!);
        TrialComparison.AssertEqual(TrialGenerator.Proposed(0) with { State = TrialState.Running, Device = "cpu", Attempts = 1, Epochs = 1 }, again.Find(0));
        Assert.Equal(new EpochRecord(1, 2.5, 0.01, null, 100, 3), Assert.Single(again.Epochs(0)));
    }

    [Fact]
    public void What_is_stored_together_is_there_as_a_whole_and_knows_itself()
    {
        using (var store = Open())
        {
            store.Together(() =>
            {
                store.Propose(TrialGenerator.Proposed(0), State(1));
                var running = store.Start(0, "cpu");
                store.Report(0, new EpochRecord(1, 2.5, 0.01, null, 100, 3));
                store.Together(() => Assert.True(store.Finish(store.Find(0)! with { State = TrialState.Complete })));
                Assert.False(store.Finish(running with { State = TrialState.Failed }));
            });
        }
        using var again = Open();
        Assert.Equal((TrialState.Complete, 1), (again.Find(0)!.State, again.Find(0)!.Epochs));
    }

    [Fact]
    public void Nothing_is_stored_of_a_group_that_fails_and_the_store_goes_on()
    {
        using (var store = Open())
        {
            store.Propose(TrialGenerator.Proposed(0), State(1));
            var error = Assert.Throws<InvalidOperationException>(() => store.Together(() =>
            {
                store.Start(0, "cpu");
                store.Propose(TrialGenerator.Proposed(1), State(2));
                store.Start(1, "cpu");
                throw new InvalidOperationException("too late");
            }));
            Assert.Equal("too late", error.Message);
            Assert.Equal(1, (int)store.SamplerState()!["value"]!);
            store.Start(0, "cuda");
        }
        using var again = Open();
        Assert.Equal("cuda", Assert.Single(again.Trials()).Device);
    }

    [Fact]
    public void Groups_and_single_changes_of_many_threads_do_not_disturb_each_other()
    {
        using var store = Open();
        for (var number = 0; number < 64; number++) store.Propose(TrialGenerator.Proposed(number), State(number));
        Parallel.For(0, 64, number =>
        {
            if (number % 4 == 0) store.Start(number, "cpu");
            else store.Together(() => store.Report(number, new EpochRecord(store.Start(number, "cpu").Attempts, 1, 1, null, 1, 1)));
        });
        Assert.All(store.Trials(), trial => Assert.Equal((TrialState.Running, 1), (trial.State, trial.Attempts)));
        Assert.Equal(48, store.Trials().Count(trial => trial.Epochs == 1));
    }

    [Fact]
    public void The_manifest_is_replaced_as_a_whole()
    {
        using var store = Open();
        store.SaveManifest(new JsonObject { ["old"] = 1 });
        store.SaveManifest(new JsonObject { ["new"] = 2 });
        Assert.Equal("""{"new":2}""", store.Manifest()!.ToJsonString());
    }

    [Fact]
    public void Any_trial_comes_back_exactly()
    {
        using var store = Open();
        var number = 0;
        TrialGenerator.Any.Sample(
            trial =>
            {
                trial = trial with { Number = number++ };
                store.Propose(trial, State(0));
                TrialComparison.AssertEqual(trial, store.Find(trial.Number));
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public void Trials_come_in_order_of_their_numbers()
    {
        using var store = Open();
        foreach (var number in new[] { 3, 0, 11, 2, 100 }) store.Propose(TrialGenerator.Proposed(number), State(number));
        Assert.Equal([0, 2, 3, 11, 100], store.Trials().Select(trial => trial.Number));
    }

    [Fact]
    public void Proposing_a_number_twice_is_refused_and_changes_nothing()
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0), State(1));
        Assert.Throws<InvalidOperationException>(() => store.Propose(TrialGenerator.Proposed(0) with { Architecture = "other" }, State(2)));
        TrialComparison.AssertEqual(TrialGenerator.Proposed(0), store.Find(0));
        Assert.Equal(1, (int)store.SamplerState()!["value"]!);
    }

    [Theory]
    [InlineData(TrialState.Proposed)]
    [InlineData(TrialState.Interrupted)]
    public void Starting_counts_the_attempt_and_returns_what_is_stored(TrialState state)
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0) with { State = state, Attempts = 4 }, State(0));
        var started = store.Start(0, "cuda:0 (H100)");
        Assert.Equal((TrialState.Running, 5, "cuda:0 (H100)"), (started.State, started.Attempts, started.Device));
        TrialComparison.AssertEqual(started, store.Find(0));
    }

    [Theory]
    [InlineData(TrialState.Running)]
    [InlineData(TrialState.Complete)]
    [InlineData(TrialState.Pruned)]
    [InlineData(TrialState.Failed)]
    [InlineData(TrialState.Infeasible)]
    [InlineData(TrialState.Duplicate)]
    public void Starting_from_another_state_is_refused(TrialState state)
    {
        using var store = Open();
        var trial = TrialGenerator.Proposed(0) with { State = state };
        store.Propose(trial, State(0));
        Assert.Throws<InvalidOperationException>(() => store.Start(0, "cpu"));
        TrialComparison.AssertEqual(trial, store.Find(0));
    }

    [Theory]
    [InlineData(TrialState.Running, TrialState.Interrupted)]
    [InlineData(TrialState.Proposed, TrialState.Proposed)]
    [InlineData(TrialState.Complete, TrialState.Complete)]
    public void Interrupting_changes_a_running_trial_only(TrialState before, TrialState after)
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0) with { State = before }, State(0));
        store.Propose(TrialGenerator.Proposed(1) with { State = TrialState.Running }, State(0));
        store.Interrupt(0);
        Assert.Equal([after, TrialState.Running], store.Trials().Select(trial => trial.State));
        Assert.Throws<InvalidOperationException>(() => store.Interrupt(2));
    }

    [Fact]
    public void A_trial_that_was_never_proposed_is_refused()
    {
        using var store = Open();
        Assert.Throws<InvalidOperationException>(() => store.Start(5, "cpu"));
        Assert.Throws<InvalidOperationException>(() => store.Report(5, new EpochRecord(1, 1, 1, 1, 1, 1)));
        Assert.Throws<InvalidOperationException>(() => store.Finish(TrialGenerator.Proposed(5) with { State = TrialState.Complete }));
        Assert.Empty(store.Trials());
        Assert.Empty(store.Epochs(5));
    }

    [Fact]
    public void Epochs_come_in_order_and_a_repeated_one_replaces()
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(1), State(0));
        store.Propose(TrialGenerator.Proposed(2), State(0));
        foreach (var epoch in new[] { 2, 1, 12, 3 }) store.Report(1, new EpochRecord(epoch, epoch, 0.1, 0.5, 10, 1));
        store.Report(2, new EpochRecord(1, 99, 0.1, null, 10, 1));
        store.Report(1, new EpochRecord(2, -1, 0.1, null, 10, 1));

        Assert.Equal([(1, 1d), (2, -1d), (3, 3d), (12, 12d)], store.Epochs(1).Select(epoch => (epoch.Epoch, epoch.Loss)));
        Assert.Null(store.Epochs(1)[1].MeanIou);
        Assert.Equal(12, store.Find(1)!.Epochs);
        Assert.Equal(99, Assert.Single(store.Epochs(2)).Loss);
    }

    [Fact]
    public void Any_epoch_comes_back_exactly()
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0), State(0));
        var number = 0;
        TrialGenerator.Epoch(Gen.Const(1)).Sample(
            epoch =>
            {
                epoch = epoch with { Epoch = ++number };
                store.Report(0, epoch);
                Assert.Equal(epoch, store.Epochs(0)[^1]);
            },
            iter: 50, threads: 1);
    }

    [Fact]
    public void What_is_measured_before_training_is_stored_beside_the_rest_until_the_end()
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0) with { Metrics = TrialGenerator.Proposed(0).Metrics.Add("macs", 5).Add("latencyMs", 1) }, State(0));
        store.Start(0, "cpu");
        store.Measured(0, new Dictionary<string, double> { ["latencyMs"] = 7.5 });
        Assert.Equal([("latencyMs", 7.5), ("macs", 5)], store.Find(0)!.Metrics.Select(metric => (metric.Key, metric.Value)));
        store.Finish(store.Find(0)! with { State = TrialState.Complete });
        store.Measured(0, new Dictionary<string, double> { ["latencyMs"] = 9 });
        Assert.Equal(7.5, store.Find(0)!.Metrics["latencyMs"]);
        Assert.Throws<InvalidOperationException>(() => store.Measured(1, new Dictionary<string, double>()));
    }

    [Fact]
    public void An_epoch_that_comes_after_the_end_is_kept_and_leaves_the_trial_as_it_ended()
    {
        using var store = Open();
        var finished = TrialGenerator.Proposed(0) with { State = TrialState.Pruned, Epochs = 2 };
        store.Propose(TrialGenerator.Proposed(0), State(0));
        store.Finish(finished);
        store.Report(0, new EpochRecord(3, 1, 1, 1, 1, 1));
        TrialComparison.AssertEqual(finished, store.Find(0));
        Assert.Equal(3, Assert.Single(store.Epochs(0)).Epoch);
    }

    [Theory]
    [InlineData(TrialState.Complete)]
    [InlineData(TrialState.Pruned)]
    [InlineData(TrialState.Failed)]
    [InlineData(TrialState.Infeasible)]
    [InlineData(TrialState.Duplicate)]
    public void Finishing_is_done_once(TrialState state)
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0), State(0));
        var finished = TrialGenerator.Proposed(0) with { State = state, TrainSeconds = 12 };
        Assert.True(store.Finish(finished));
        Assert.False(store.Finish(finished with { TrainSeconds = 99, State = TrialState.Failed }));
        TrialComparison.AssertEqual(finished, store.Find(0));
    }

    [Theory]
    [InlineData(TrialState.Proposed)]
    [InlineData(TrialState.Running)]
    [InlineData(TrialState.Interrupted)]
    public void Finishing_in_a_state_that_is_no_end_is_refused(TrialState state)
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0), State(0));
        Assert.Throws<ArgumentException>(() => store.Finish(TrialGenerator.Proposed(0) with { State = state }));
    }

    [Fact]
    public void Repeats_come_with_their_trial_and_outlive_the_store()
    {
        Repeat[] repeats = [.. new[] { (0, 2), (0, 1), (0, 11), (3, 1) }.Select(key => NewRepeat(key.Item1, key.Item2))];
        using (var store = Open())
        {
            for (var number = 0; number < 4; number++) store.Propose(TrialGenerator.Proposed(number) with { State = TrialState.Complete }, State(0));
            foreach (var repeat in repeats) Assert.True(store.Save(repeat));
            store.Report(0, new EpochRecord(1, 1, 1, 1, 1, 1));
        }

        using var again = Open();
        Assert.Equal([1, 2, 11], again.Find(0)!.Repeats.Select(repeat => repeat.Index));
        Assert.Equal([3, 0, 0, 1], again.Trials().Select(trial => trial.Repeats.Length));
        TrialComparison.AssertEqual(TrialGenerator.Proposed(3) with { State = TrialState.Complete, Repeats = [NewRepeat(3, 1)] }, again.Find(3));
    }

    [Fact]
    public void A_repeat_is_replaced_until_it_is_final()
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0) with { State = TrialState.Pruned }, State(0));
        Assert.True(store.Save(NewRepeat(0, 1) with { State = TrialState.Running }));
        Assert.True(store.Save(NewRepeat(0, 1)));
        Assert.False(store.Save(NewRepeat(0, 1) with { State = TrialState.Failed }));
        Assert.Equal(TrialState.Complete, Assert.Single(store.Find(0)!.Repeats).State);
        TrialComparison.AssertEqual(TrialGenerator.Proposed(0) with { State = TrialState.Pruned, Repeats = [NewRepeat(0, 1)] }, Assert.Single(store.Trials()));
    }

    [Theory]
    [InlineData(TrialState.Proposed)]
    [InlineData(TrialState.Running)]
    [InlineData(TrialState.Interrupted)]
    public void Only_trials_that_ended_are_repeated(TrialState state)
    {
        using var store = Open();
        store.Propose(TrialGenerator.Proposed(0) with { State = state }, State(0));
        Assert.Throws<InvalidOperationException>(() => store.Save(NewRepeat(0, 1)));
        Assert.Throws<InvalidOperationException>(() => store.Save(NewRepeat(1, 1)));
        Assert.Empty(store.Find(0)!.Repeats);
    }

    private static Repeat NewRepeat(int trial, int index) => new()
    {
        Trial = trial, Index = index, EvaluatedBy = index == 1 ? trial + 40 : null, Seed = ulong.MaxValue - (ulong)index, Epochs = 8,
        State = TrialState.Complete, Attempts = 2,
        Device = "cpu", LatencyBackend = "torch", TrainSeconds = 1.5,
        Metrics = TrialGenerator.Proposed(0).Metrics.Add("miou", 0.1 + index).Add("latencyMs", double.NaN),
        ClassIou = TrialGenerator.Proposed(0).ClassIou.Add("road", 0.5),
        Finished = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Artefacts = [new ArtefactReference("weights", $"trials/{trial}/repeat-{index}/weights", 7, "ab")],
    };

    [Fact]
    public void Orphans_become_interrupted_and_nothing_else_changes()
    {
        using var store = Open();
        var states = Enum.GetValues<TrialState>();
        for (var number = 0; number < states.Length; number++) store.Propose(TrialGenerator.Proposed(number) with { State = states[number] }, State(0));
        Assert.Equal([Array.IndexOf(states, TrialState.Running)], store.InterruptRunning());
        Assert.Equal(states.Select(state => state == TrialState.Running ? TrialState.Interrupted : state), store.Trials().Select(trial => trial.State));
        Assert.Empty(store.InterruptRunning());
    }

    [Fact]
    public async Task Many_threads_lose_nothing_and_a_refusal_hurts_nobody_else()
    {
        using var store = Open();
        const int threads = 8, each = 12;
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var number = thread * each + i;
                store.Propose(TrialGenerator.Proposed(number), State(number));
                try
                {
                    store.Propose(TrialGenerator.Proposed(number), State(-1));
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }

                var running = store.Start(number, "cpu");
                store.Report(number, new EpochRecord(1, number, 1, 1, 1, 1));
                Assert.True(store.Finish(running with { State = TrialState.Complete, Epochs = 1 }));
            }
        })));

        Assert.Equal(threads * each, refused);
        Assert.Equal(Enumerable.Range(0, threads * each), store.Trials().Select(trial => trial.Number));
        Assert.All(store.Trials(), trial => Assert.Equal((TrialState.Complete, 1), (trial.State, trial.Attempts)));
        Assert.All(store.Trials(), trial => Assert.Equal(trial.Number, Assert.Single(store.Epochs(trial.Number)).Loss));
        Assert.NotEqual(-1, (int)store.SamplerState()!["value"]!);
    }
}
