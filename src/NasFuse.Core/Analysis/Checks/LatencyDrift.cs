using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Did the machine get slower or faster while the study ran, so that early and late latencies do not compare?</summary>
/// <remarks>
/// First witness: trials whose latency was measured again later. Else a line through the logarithms of all latencies over parameters, MACs, activation bytes
/// and time (<see cref="LinearTrend"/>), of the device that measured most; latencies of a class of devices are taken as of one. A search that learns finds
/// structures that are fast for their counts, so there a fall alone is no proof and only a rise can fail.
/// </remarks>
public sealed class LatencyDrift : StudyCheck
{
    private const int FewestTrials = 12;
    private const int FewestRepeats = 3;
    private const double Noticeable = 0.1;
    private const double Spoiling = 0.25;
    private const double Errors = 3;

    /// <inheritdoc/>
    public override string Name => "latency-drift";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study) => study.Stored.Latencies().Select(latency =>
        (latency == MetricNames.LatencyMs ? FromRepeats(study.Stored) : null) ?? FromTrend(study.Stored, latency));

    // Repeats take over the latencies of classes, so those bear no witness.
    private Finding? FromRepeats(IReadOnlyList<Trial> trials)
    {
        double[] ratios = [.. trials.SelectMany(trial => trial.Repeats
            .Where(repeat => repeat.Device == trial.Device && repeat.Metrics.GetValueOrDefault(MetricNames.LatencyMs) > 0
                && trial.ValueOf(MetricNames.LatencyMs) > 0)
            .Select(repeat => repeat.Metrics[MetricNames.LatencyMs] / trial.Metrics[MetricNames.LatencyMs]))];
        if (ratios.Length < FewestRepeats) return null;
        var change = Quantiles.Median(ratios) - 1;
        return Finding(MetricNames.LatencyMs, change, Math.Abs(change),
            $"{ratios.Length} latencies were measured again later on the same device: median change {change:+0 %;-0 %;0 %}");
    }

    private Finding FromTrend(IReadOnlyList<Trial> trials, string latency)
    {
        var measured = trials.WithLatency(latency).GroupBy(trial => DeviceClass.Of(latency) ?? trial.Device)
            .OrderByDescending(group => group.Count()).FirstOrDefault()?.ToArray() ?? [];
        if (measured.Length < FewestTrials)
            return Skip($"Whether {MetricText.Latency(latency)} drifted cannot be told.", $"too few trials with a latency on one device: {measured.Length} of {FewestTrials}");
        var trend = LinearTrend.Of(
            [.. measured.Select(trial => Math.Log(trial.Metrics[latency]))],
            [.. measured.Select((trial, i) =>
                new[] { Math.Log(trial.Parameters + 1.0), Math.Log(trial.Macs + 1.0), Math.Log(trial.ActivationBytes + 1.0), i / (measured.Length - 1.0) })]);
        var change = Math.Exp(trend.Slope) - 1;
        var device = DeviceClass.Of(latency) ?? measured[0].Device ?? "one device";
        var reason = $"{change:+0 %;-0 %;0 %} from the first to the last of {measured.Length} trials on {device}, "
            + $"their counts allowed for ({Math.Abs(trend.Slope / trend.Error):F1} standard errors)";
        return Finding(latency, change, Math.Abs(trend.Slope) > Errors * trend.Error ? Math.Max(change, change < -Spoiling ? Noticeable : 0) : 0, reason);
    }

    private Finding Finding(string latency, double change, double weight, string reason)
    {
        var remedy = latency == MetricNames.LatencyMs
            ? "Measure early and late members of the front again on a calm machine before comparing them: nasfuse promote --seeds 2"
            : "See whether all devices of the class are alike and were left alone while the study ran; name a model of device rather than a kind.";
        var name = MetricText.Latency(latency);
        var title = $"{char.ToUpperInvariant(name[0])}{name[1..]}";
        return weight >= Spoiling
            ? Fail($"{title} {(change > 0 ? "rose" : "fell")} while the study ran; early and late trials do not compare.", reason, remedy)
            : weight >= Noticeable ? Warn($"{title} seems to have {(change > 0 ? "risen" : "fallen")} while the study ran.", reason, remedy)
            : Pass($"No drift of {name} can be seen.", reason);
    }
}
