using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

/// <summary>What was said by several workers is stored together, and only then acknowledged, told and shown.</summary>
public sealed class GroupedRecordingTests
{
    [Fact]
    public void All_that_was_said_is_stored_and_shown_in_order_when_it_is_stored()
    {
        var content = new InMemoryTrialStore.Content();
        using var store = new InMemoryTrialStore(content);
        foreach (var number in (int[])[0, 1]) store.Propose(TrialGenerator.Proposed(number), []);
        var shown = new List<string>();
        var recording = Recording(store, number => shown.Add($"{number} is {store.Find(number)!.State}"));
        TrialEvent[] said =
        [
            new TrialLeased(0, 1, "a"), new TrialLeased(1, 1, "b"), new TrialReported(0, 1, new EpochRecord(1, 1, 0.1, 0.5, 1, 1)), new CapacityChanged(),
            new TrialRecorded(0, 1, Complete()), new TrialRecorded(0, 2, Complete()),
        ];
        var answers = recording.Take(said);
        Assert.Equal([0], answers.Select(answer => answer.Ended?.Number).OfType<int>());
        Assert.Equal(["0 is Complete", "1 is Running", "0 is Complete"], shown);
        Assert.Equal(1, store.Find(0)!.Epochs);
    }

    [Fact]
    public void When_one_thing_cannot_be_stored_nothing_is_and_nobody_is_told()
    {
        var content = new InMemoryTrialStore.Content();
        using var store = new InMemoryTrialStore(content);
        foreach (var number in (int[])[0, 1]) store.Propose(TrialGenerator.Proposed(number), []);
        var shown = new List<string>();
        var recording = Recording(store, number => shown.Add($"{number}"));
        // Somebody meddles: the second cannot begin any more.
        store.Finish(store.Find(1)! with { State = TrialState.Failed });
        Assert.Throws<InvalidOperationException>(() => recording.Take([new TrialLeased(0, 1, "a"), new TrialLeased(1, 1, "b")]));
        Assert.Empty(shown);
        Assert.Equal(TrialState.Proposed, store.Find(0)!.State);
    }

    private static TrialOutcome Complete() => new() { State = TrialState.Complete, Metrics = ImmutableSortedDictionary<string, double>.Empty.Add(MetricNames.MeanIou, 0.5), Epochs = 1 };

    private static TrialRecording Recording(InMemoryTrialStore store, Action<int> shown)
    {
        var study = new Study("test", null!, [new(MetricNames.MeanIou, Direction.Maximize)], [], new ReferencePoint([-1], [0]), new Size(64, 64), new BudgetSpecification { Trials = 2 }, 1);
        return new TrialRecording(store, new TrialLedger(store.Trials()), new TrialPruning(study, store), new Dictionary<int, int>(), new Shown(shown), TimeProvider.System);
    }

    private sealed class Shown(Action<int> shown) : IStudyObserver
    {
        public void Began(Study study, IReadOnlyList<Trial> existing)
        {
        }

        public void Proposed(Trial trial)
        {
        }

        public void Started(Trial trial) => shown(trial.Number);

        public void Step(int trialNumber, int epoch, int step, int steps, double loss)
        {
        }

        public void Epoch(int trialNumber, EpochRecord epoch)
        {
        }

        public void Finished(Trial trial) => shown(trial.Number);
    }
}
