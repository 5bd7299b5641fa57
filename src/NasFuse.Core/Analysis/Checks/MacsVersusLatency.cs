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
    public override IEnumerable<Finding> Judge(AnalysedStudy study) => study.Stored.Latencies().Select(latency => Judge(study, latency));

    private Finding Judge(AnalysedStudy study, string latency)
    {
        var measured = study.Stored.WithLatency(latency);
        var name = MetricText.Latency(latency);
        if (measured.Length < FewestTrials)
            return Skip($"Whether MACs agree with {name} cannot be told.", $"too few trials with a latency: {measured.Length} of {FewestTrials}");
        var correlation = RankCorrelation.Spearman([.. measured.Select(trial => (double)trial.Macs)], [.. measured.Select(trial => trial.Metrics[latency])]);
        var reason = $"rank correlation {correlation:F2} over {measured.Length} trials";
        return correlation >= Agreeing ? Pass($"MACs order the architectures as {name} does.", reason)
            : RestsOnMacs(study)
                ? Warn($"MACs do not order the architectures as {name} does, yet the study rests on MACs.", reason,
                    $"Use {latency}, measured on the device that counts, instead of macs.")
            : Pass($"MACs do not order the architectures as {name} does; the study rightly measures it.", reason);
    }

    private static bool RestsOnMacs(AnalysedStudy study) =>
        study.Study.Objectives.Any(objective => objective.Name == MetricNames.Macs)
            || study.Study.Constraints.Any(constraint => constraint.Metric == MetricNames.Macs);
}
