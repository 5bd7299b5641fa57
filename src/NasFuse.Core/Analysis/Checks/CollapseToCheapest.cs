using NasFuse.Core.Measurement;
using NasFuse.Core.Pruners;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Did the search collapse to the narrowest and cheapest architectures?</summary>
/// <remarks>
/// Compares the MACs of the last quarter of the trials with those of the first, and how many choices of numbers are at their smallest option. It fails where
/// the best quality was lost with it.
/// </remarks>
public sealed class CollapseToCheapest : StudyCheck
{
    private const int FewestTrials = 20;
    private const int MostRebuilt = 250;
    private const double Cheapest = 0.1;

    /// <inheritdoc/>
    public override string Name => "collapse-to-cheapest";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        Trial[] trials = [.. study.Stored.Where(trial => trial.IsOriginal)];
        if (trials.Length < FewestTrials)
        {
            yield return Skip("Whether the search collapsed to the cheapest cannot be told.", $"too few trials: {trials.Length} of {FewestTrials}");
            yield break;
        }
        var (first, last) = (trials[..(trials.Length / 4)], trials[^(trials.Length / 4)..]);
        var macs = Quantiles.Median(last.Select(trial => (double)trial.Macs));
        var cheaper = first.Count(trial => trial.Macs < macs) / (double)first.Length;
        var reason = $"median MACs of the last {last.Length} trials {macs:G3}; {cheaper:P0} of the first {first.Length} had fewer{Narrow(study, first, last)}";
        if (cheaper >= Cheapest)
        {
            yield return Pass("The search did not collapse to the cheapest.", reason);
            yield break;
        }
        const string remedy = "Weigh quality more: a constraint from below, fewer cost objectives, a smaller reference, or a sampler that keeps diversity.";
        yield return QualityLost(study, first, last) is { } lost
            ? Fail("The search collapsed to the cheapest architectures and lost quality.", $"{reason}; {lost}", remedy)
            : Warn("The search went to the cheapest architectures.", reason, remedy);
    }

    private static string? QualityLost(AnalysedStudy study, Trial[] first, Trial[] last)
    {
        if (study.Study.Objectives.FirstOrDefault(objective => Evaluation.Has(objective.Name)) is not { } quality) return null;
        var (before, after) = (Values(first), Values(last));
        if (before.Length == 0 || after.Length == 0) return null;
        var median = Quantiles.Median(before);
        var best = quality.AsCost(after.Min(quality.AsCost));
        return quality.AsCost(best) > quality.AsCost(median) ? $"its best {quality.Name} is {best:F3}, the median of the first was {median:F3}" : null;

        double[] Values(IEnumerable<Trial> trials) =>
            [.. trials.Where(trial => trial.State == TrialState.Complete).Select(trial => trial.ValueOf(quality.Name)).OfType<double>()];
    }

    private static string Narrow(AnalysedStudy study, Trial[] first, Trial[] last) =>
        (ShareAtSmallest(study, first), ShareAtSmallest(study, last)) is ({ } before, { } after)
            ? $"; {after:P0} of its choices of numbers are at their smallest, {before:P0} were" : "";

    private static double? ShareAtSmallest(AnalysedStudy study, Trial[] trials)
    {
        var asked = study.ChoicesOf(trials.TakeLast(MostRebuilt)).SelectMany(trial => trial.Asked).Where(choice => choice.Numbers is not null).ToArray();
        return asked.Length == 0 ? null : asked.Count(choice => choice.Numbers!.Value[choice.Picked] == choice.Numbers.Value.Min()) / (double)asked.Length;
    }
}
