using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Do MACs order the architectures as measured latency does? Where they do not, a study that counts MACs optimises the wrong thing.</summary>
public sealed class MacsVersusLatency : StudyCheck
{
    private const int FewestTrials = 10;
    private const double Agreeing = 0.8;

    /// <inheritdoc/>
    public override string Name => "macs-vs-latency";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        var measured = study.Stored.WithLatency();
        if (measured.Length < FewestTrials)
        {
            yield return Skip("Whether MACs agree with latency cannot be told.", $"too few trials with a latency: {measured.Length} of {FewestTrials}");
            yield break;
        }
        var correlation = RankCorrelation.Spearman([.. measured.Select(trial => (double)trial.Macs)],
            [.. measured.Select(trial => trial.Metrics[MetricNames.LatencyMs])]);
        var reason = $"rank correlation {correlation:F2} over {measured.Length} trials";
        yield return correlation >= Agreeing ? Pass("MACs order the architectures as latency does.", reason)
            : RestsOnMacs(study)
                ? Warn("MACs do not order the architectures as latency does, yet the study rests on MACs.", reason,
                "Use latencyMs, measured on the device that counts, instead of macs.")
            : Pass("MACs do not order the architectures as latency does; the study rightly measures latency.", reason);
    }

    private static bool RestsOnMacs(AnalysedStudy study) =>
        study.Study.Objectives.Any(objective => objective.Name == MetricNames.Macs)
            || study.Study.Constraints.Any(constraint => constraint.Metric == MetricNames.Macs);
}
