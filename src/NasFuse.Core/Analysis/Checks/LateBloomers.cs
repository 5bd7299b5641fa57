using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Does the pruner end trials that would have become good?</summary>
/// <remarks>
/// Three witnesses: pruned trials that were trained on and made it to the front; the rank correlation, among complete trials, between the value at the epoch
/// where pruning happened and the final one; and how many of the best quarter were in the worse half at that epoch.
/// </remarks>
public sealed class LateBloomers : StudyCheck
{
    private const int FewestTrials = 8;
    private const double LeastCorrelation = 0.5;
    private const double MostLate = 0.25;

    /// <inheritdoc/>
    public override string Name => "late-bloomers";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        Trial[] pruned = [.. study.Stored.Where(trial => trial.State == TrialState.Pruned)];
        var trained = study.Study.Objectives.FirstOrDefault(objective => Evaluation.Has(objective.Name));
        yield return pruned.Length == 0 || trained is null
            ? Pass("No trial was pruned.", study.Study.Pruner is null ? "the study has no pruner" : "the pruner let all trials go on")
            : Judge(study, pruned, trained);
    }

    private Finding Judge(AnalysedStudy study, Trial[] pruned, Objective trained)
    {
        var front = study.Front.Select(trial => trial.Number).ToHashSet();
        Trial[] takenUp = [.. pruned.Where(trial => trial.Evaluations(study.Study.Plan.Epochs).Count > 0)];
        Trial[] bloomed = [.. takenUp.Where(trial => front.Contains(trial.Number))];
        var remedy = $"Prune later or less, and finish what was cut off: nasfuse promote {study.Study.Name} --epochs {study.Study.Plan.Epochs}";
        if (bloomed.Length > 0)
            return Fail("The pruner ended trials that belong to the front.",
                $"{Numbers(bloomed)} made it there when trained on; {takenUp.Length} of {pruned.Length} pruned trials were", remedy);

        var epoch = (int)Quantiles.Median(pruned.Select(trial => (double)trial.Epochs));
        var pairs = study.Complete.Where(trial => trial.State == TrialState.Complete)
            .Select(trial => (Early: EarlyCost(study, trial, epoch, trained), Final: trained.AsCost(trial.Metrics[trained.Name])))
            .Where(pair => double.IsFinite(pair.Early)).ToArray();
        if (pairs.Length < FewestTrials)
            return Skip("Whether the pruner ends late bloomers cannot be told.",
                $"too few complete trials with a value at epoch {epoch}: {pairs.Length} of {FewestTrials}", remedy);

        var correlation = RankCorrelation.Spearman([.. pairs.Select(pair => pair.Early)], [.. pairs.Select(pair => pair.Final)]);
        var median = Quantiles.Median(pairs.Select(pair => pair.Early));
        var best = pairs.OrderBy(pair => pair.Final).Take(Math.Max(2, pairs.Length / 4)).ToArray();
        var late = best.Count(pair => pair.Early > median);
        var reason = $"{pruned.Length} pruned, half of them by epoch {epoch} of {study.Study.Plan.Epochs}; between {trained.Name} there and at the end the "
            + "rank "
            + $"correlation over {pairs.Length} complete trials is {correlation:F2}, and {late} of the best {best.Length} were in the worse half";
        return correlation < LeastCorrelation || late > MostLate * best.Length
            ? Warn("The pruner may end late bloomers: early values say little about final ones.", reason, remedy)
            : Pass("Where the pruner decides, early values foretell final ones.", reason);
    }

    private static double EarlyCost(AnalysedStudy study, Trial trial, int epoch, Objective trained) =>
        study.EpochsOf(trial.Number).FirstOrDefault(record => record.Epoch == epoch) is not { } record ? double.NaN
        : trained.AsCost((trained.Name == MetricNames.MeanIou ? record.MeanIou : record.PixelAccuracy) ?? double.NaN);

    private static string Numbers(IEnumerable<Trial> trials) => string.Join(", ", trials.Select(trial => $"#{trial.Number}"));
}
