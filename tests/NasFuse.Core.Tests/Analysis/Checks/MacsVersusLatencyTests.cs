using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class MacsVersusLatencyTests
{
    private static readonly Study OnMacs = ToyStudy.Study with { Constraints = [new Constraint("macs", "<", 5000)] };

    [Fact]
    public void A_study_that_rests_on_MACs_which_mean_nothing_is_warned() =>
        Assert.Contains("instead of macs", ToyStudy.Judge<MacsVersusLatency>(Unrelated(), OnMacs).Says(Verdict.Warn).Remedy, StringComparison.Ordinal);

    [Fact]
    public void A_study_that_measures_latency_is_right_to() => ToyStudy.Judge<MacsVersusLatency>(Unrelated()).Says(Verdict.Pass);

    [Fact]
    public void MACs_that_order_as_latency_does_are_fine() =>
        Assert.Contains("rank correlation 1.00 over 30", ToyStudy.Judge<MacsVersusLatency>(
            ToyStudy.Trials(30, (trial, _) => trial.With(0.5, 1 + trial.Number)), OnMacs).Says(Verdict.Pass).Reason, StringComparison.Ordinal);

    [Fact]
    public void Few_trials_say_nothing() => ToyStudy.Judge<MacsVersusLatency>(Unrelated()[..9], OnMacs).Says(Verdict.Skip);

    [Fact]
    public void Latency_on_a_class_of_devices_counts_too() =>
        Assert.Contains("Use latencyMs@h200", ToyStudy.Judge<MacsVersusLatency>([.. Unrelated().Select(trial => trial with
        {
            Metrics = trial.Metrics.Remove("latencyMs").Add("latencyMs@h200", trial.Metrics["latencyMs"]),
        })], OnMacs).Says(Verdict.Warn).Remedy, StringComparison.Ordinal);

    private static Trial[] Unrelated() => ToyStudy.Trials(30, (trial, random) => trial.With(0.5, 1 + random.NextDouble()));
}
