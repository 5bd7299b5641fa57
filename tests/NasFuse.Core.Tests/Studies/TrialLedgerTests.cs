using System.Collections.Immutable;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class TrialLedgerTests
{
    [Fact]
    public void A_trial_that_waits_or_runs_is_kept_whole()
    {
        var ledger = new TrialLedger([]);
        TrialComparison.AssertEqual(Trial(0), ledger.Update(Trial(0)));
        var running = Trial(0) with { State = TrialState.Running, Device = "cpu", Attempts = 1 };
        TrialComparison.AssertEqual(running, ledger.Update(running));
        TrialComparison.AssertEqual(running, ledger.Find(0)!);
    }

    [Fact]
    public void Of_a_trial_that_ended_the_search_has_what_it_needs()
    {
        var ledger = new TrialLedger([Trial(0)]);
        var ended = Trial(0) with
        {
            State = TrialState.Complete, Epochs = 3, Metrics = Trial(0).Metrics.SetItem("miou", 0.5), ClassIou = Trial(0).Metrics,
            Error = "none", Device = "cpu",
        };
        TrialComparison.AssertEqual(ended with { Architecture = "", Error = null }, ledger.Update(ended));
        Assert.Equal(0, ledger.FindArchitecture(ended.ArchitectureId)!.Number);
        Assert.Equal(1, ledger.NextNumber);
    }

    [Fact]
    public void What_is_read_anew_for_each_trial_is_kept_once()
    {
        var ledger = new TrialLedger([Trial(0), Trial(0) with { Number = 1 }]);
        for (var number = 0; number < 2; number++)
            ledger.Update(Trial(0) with { Number = number, State = TrialState.Complete, Device = Copy("cpu (2 threads)") });
        var (first, second) = (ledger.Find(0)!, ledger.Find(1)!);
        Assert.Same(first.Device, second.Device);
        Assert.NotEmpty(first.Assignment.Labels);
        foreach (var (one, other) in first.Assignment.Labels.Zip(second.Assignment.Labels))
        {
            Assert.Same(one.Key, other.Key);
            Assert.Same(one.Value, other.Value);
        }
        foreach (var (one, other) in first.Metrics.Zip(second.Metrics)) Assert.Same(one.Key, other.Key);
    }

    private static Trial Trial(int number)
    {
        var trial = TrialGenerator.Proposed(number);
        return trial with
        {
            Assignment = new(trial.Assignment.Labels.ToImmutableSortedDictionary(pair => Copy(pair.Key), pair => Copy(pair.Value), StringComparer.Ordinal)),
            Metrics = trial.Metrics.SetItem(Copy("parameters"), trial.Parameters),
        };
    }

    /// <summary>The same content in another place, as it comes from a database.</summary>
    private static string Copy(string text) => new(text.AsSpan());
}
