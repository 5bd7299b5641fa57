using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class LatencyDriftTests
{
    [Theory]
    [InlineData(0.5, Verdict.Fail)]
    [InlineData(0.15, Verdict.Warn)]
    [InlineData(-0.5, Verdict.Warn)]
    [InlineData(0, Verdict.Pass)]
    public void A_machine_that_slows_down_is_seen_behind_the_sizes(double drift, Verdict verdict) =>
        ToyStudy.Judge<LatencyDrift>(Measured(drift)).Says(verdict);

    [Fact]
    public void Architectures_that_grow_are_no_drift() =>
        ToyStudy.Judge<LatencyDrift>(ToyStudy.Trials(60, (trial, random) =>
            trial.With(0.5, (1 + trial.Number) * (1 + random.NextDouble() / 50)) with { Macs = 1000 * (1 + trial.Number),
                Parameters = random.Next(1000, 2000), ActivationBytes = 5000 })).Says(Verdict.Pass);

    [Theory]
    [InlineData(1.4, Verdict.Fail)]
    [InlineData(0.99, Verdict.Pass)]
    public void What_was_measured_again_is_the_better_witness(double ratio, Verdict verdict)
    {
        Trial[] trials = [.. Measured(0)
            .Select(trial => trial.Number < 4 ? trial with { Repeats = [trial.Again(1, 0.5, ratio * trial.Metrics["latencyMs"])] } : trial)];
        Assert.Contains("4 latencies were measured again", ToyStudy.Judge<LatencyDrift>(trials).Says(verdict).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_trials_on_each_device_say_nothing() =>
        ToyStudy.Judge<LatencyDrift>([.. Measured(0).Select(trial => trial with { Device = $"cpu {trial.Number % 6}" })]).Says(Verdict.Skip);

    [Fact]
    public void Each_class_of_devices_is_judged_by_itself()
    {
        var findings = ToyStudy.Judge<LatencyDrift>([.. Measured(0.5).Zip(Measured(0), (slowing, steady) => slowing with
        {
            Metrics = slowing.Metrics.Remove("latencyMs").Add("latencyMs@h200", slowing.Metrics["latencyMs"]).Add("latencyMs@orin", steady.Metrics["latencyMs"]),
        })]);
        Assert.Equal([Verdict.Fail, Verdict.Pass], findings.Select(finding => finding.Verdict));
        Assert.StartsWith("Latency on h200 rose", findings[0].What, StringComparison.Ordinal);
    }

    private static Trial[] Measured(double drift) => ToyStudy.Trials(60, (trial, random) =>
    {
        var macs = random.Next(1_000, 9_000);
        return trial.With(0.5, macs / 500.0 * (1 + drift * trial.Number / 59.0) * (0.98 + 0.04 * random.NextDouble())) with { Macs = macs, Parameters = 5000,
            ActivationBytes = 5000 };
    });
}
