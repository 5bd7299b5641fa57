using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.References;

/// <summary>What came of one reference, over all its seeds.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Trials">Its complete trials, by seed.</param>
/// <param name="Measurements">Their measurements, by seed.</param>
/// <param name="Problems">What went wrong, by seed.</param>
internal sealed record ReferenceResult(
    Reference Reference, IReadOnlyList<Trial> Trials, IReadOnlyList<ReferenceMeasurement> Measurements, IReadOnlyList<ReferenceProblem> Problems)
{
    /// <summary>Mean mIoU over the seeds, 0..1; NaN without a complete trial.</summary>
    public double Miou => Mean(Trials.Select(trial => trial.Metrics[MetricNames.MeanIou]));

    /// <summary>Standard deviation of the mIoU over the seeds (with n - 1); null with fewer than two.</summary>
    public double? MiouDeviation =>
        Trials.Count < 2 ? null : Math.Sqrt(Trials.Sum(trial => Math.Pow(trial.Metrics[MetricNames.MeanIou] - Miou, 2)) / (Trials.Count - 1));

    /// <summary>Latency in torch, medians over the seeds; NaN when it was not measured.</summary>
    public LatencyFigures Torch => Over(measurement => measurement.Torch);

    /// <summary>Latency in ONNX Runtime, medians over the seeds; NaN when it was not measured.</summary>
    public LatencyFigures Onnx => Over(measurement => measurement.Onnx);

    /// <summary>Largest difference of logits over the seeds; NaN when it was not measured.</summary>
    public double Parity => Measurements.Select(measurement => measurement.Parity).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Seconds of training, mean over the seeds.</summary>
    public double TrainSeconds => Mean(Trials.Select(trial => trial.TrainSeconds));

    /// <summary>True when at least one seed was trained and measured.</summary>
    public bool IsMeasured => Trials.Count > 0 && Measurements.Count > 0;

    /// <summary>Mean IoU of a class over the seeds, or null when no seed has it.</summary>
    public double? ClassIou(string name)
    {
        double[] values = [.. Trials.Where(trial => trial.ClassIou.ContainsKey(name)).Select(trial => trial.ClassIou[name])];
        return values.Length == 0 ? null : values.Average();
    }

    /// <summary>Gathers the results of all references of some studies, best mIoU first within a family.</summary>
    public static IReadOnlyList<ReferenceResult> Of(IReadOnlyList<MeasuredStudy> studies) =>
    [
        .. studies.GroupBy(study => study.Planned.Family).SelectMany(family => family.First().Planned.References
            .Select(reference => Of(reference, [.. family]))
            .OrderByDescending(result => double.IsNaN(result.Miou) ? -1 : result.Miou)),
    ];

    /// <summary>The Pareto front of mIoU and latency in ONNX Runtime, fastest first; references that were not measured are left out.</summary>
    public static IReadOnlyList<ReferenceResult> Front(IReadOnlyList<ReferenceResult> results)
    {
        ReferenceResult[] measured = [.. results.Where(result => result.IsMeasured)];
        var front = ParetoFront.Of([.. measured.Select(result => new[] { -result.Miou, result.Onnx.MedianMs })]);
        return [.. front.Select(i => measured[i]).OrderBy(result => result.Onnx.MedianMs)];
    }

    private static ReferenceResult Of(Reference reference, IReadOnlyList<MeasuredStudy> studies)
    {
        var found = studies.Select(study => (study, trial: study.Find(reference))).ToArray();
        return new ReferenceResult(
            reference,
            [.. found.Select(pair => pair.trial).OfType<Trial>().Where(trial => trial.State == TrialState.Complete)],
            [
                .. found.Where(pair => pair.trial is not null)
                    .Select(pair => pair.study.Measurements.GetValueOrDefault(pair.trial!.Number)).OfType<ReferenceMeasurement>(),
            ],
            [.. found.Select(pair => ReferenceProblem.Of(reference, pair.study, pair.trial)).OfType<ReferenceProblem>()]);
    }

    private LatencyFigures Over(Func<ReferenceMeasurement, LatencyFigures> side) => Measurements.Count == 0
        ? new(double.NaN, double.NaN)
        : new(
            Quantiles.Median(Measurements.Select(measurement => side(measurement).MedianMs)),
            Quantiles.Median(Measurements.Select(measurement => side(measurement).P95Ms)));

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
