using NasFuse.Core.Measurement;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>How much of the differences between trials is noise of their measurement, for each objective?</summary>
/// <remarks>
/// Noise of one evaluation against the standard deviation among complete trials, which contains it: at 0.5 a quarter of the variance is noise, at 0.8 two
/// thirds are. The noise comes from repeats. Where nothing was repeated, the passes of a latency measurement and the curves of trainings
/// (<see cref="NoiseEstimate.OfCurves"/>) give a hint that errs upwards, so there it is a warning at most.
/// </remarks>
public sealed class NoisyObjective : StudyCheck
{
    private const int FewestTrials = 6;
    private const int MostCurves = 200;
    private const double Much = 0.5;
    private const double TooMuch = 0.8;

    /// <inheritdoc/>
    public override string Name => "noisy-objective";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study) => study.Complete.Length < FewestTrials
        ? [Skip("How noisy the objectives are cannot be told.", $"too few complete trials: {study.Complete.Length} of {FewestTrials}")]
        : study.Noise.Objectives.Select(noise => Judge(study, noise));

    private Finding Judge(AnalysedStudy study, ObjectiveNoise noise)
    {
        var metric = noise.Objective.Name;
        if (noise.Source == NoiseSource.Exact) return Pass($"{metric} is counted, not measured: it has no noise.", "equal architectures have equal values");
        var spread = SampleDeviation.Of([.. study.Complete.Select(trial => trial.Metrics[metric])]);
        var (deviation, source) = noise.Source == NoiseSource.Unknown ? FromCurves(study, metric)
            : (study.Complete.Average(trial => StudyNoise.DeviationOf(noise, trial.Metrics)), noise.Source == NoiseSource.Repeats ? "measured by repeats"
                : "from the spread of the passes");
        var share = deviation / spread;
        var reason = $"noise {deviation:G3} ({source}), differences between trials {spread:G3}: {share * share:P0} of their variance";
        var remedy = $"Evaluate the front again: nasfuse promote {study.Study.Name} --seeds 3"
            + (Evaluation.Has(metric) ? "; longer training and a larger validation split lower the noise." : "; measure on a calm machine with more runs.");
        return double.IsNaN(share) ? Skip($"The noise of {metric} is unknown.", "nothing was evaluated twice", remedy)
            : share >= TooMuch && noise.Source == NoiseSource.Repeats ? Fail($"{metric} is mostly noise.", reason, remedy)
            : share >= Much ? Warn($"{metric} is noisy.", reason, remedy)
            : noise.Source == NoiseSource.Unknown ? Skip($"The noise of {metric} between seeds is unknown; along curves it is small.", reason, remedy)
            : Pass($"{metric} is clearly above its noise.", reason);
    }

    private static (double Deviation, string Source) FromCurves(AnalysedStudy study, string metric)
    {
        if (metric != MetricNames.MeanIou) return (double.NaN, "");
        var curves = study.Complete.TakeLast(MostCurves)
            .Select(trial => study.EpochsOf(trial.Number).Select(epoch => epoch.MeanIou).OfType<double>().ToArray())
            // The start of a curve bends; its second half is nearly straight.
            .Select(curve => curve[(curve.Length / 2)..]);
        return (NoiseEstimate.OfCurves(curves)?.StandardDeviation ?? double.NaN, "between evaluations of one training, without the luck of seeds");
    }
}
