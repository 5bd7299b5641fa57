using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;

namespace NasFuse.Core.Studies.Repeats;

/// <summary>Judges which pruned trials might have made it to the front.</summary>
/// <remarks>
/// The final values of a pruned trial are forecast from its last evaluation by the complete trials (<see cref="CurveForecast"/>), with the
/// error of that forecast; it is promising when the probability that it would be on the front is not below 5 %. Where too few trials are complete for a
/// forecast, every pruned trial is.
/// </remarks>
/// <param name="study">The study.</param>
public sealed class PrunedOutlook(Study study)
{
    private const double Doubt = 0.05;

    /// <summary>Pruned trials that are promising and whose training was not taken up yet, the most promising first.</summary>
    /// <param name="trials">As stored, with their repeats.</param>
    /// <param name="epochsOf">Epochs of a trial.</param>
    public IReadOnlyList<Trial> Promising(IReadOnlyList<Trial> trials, Func<int, IReadOnlyList<EpochRecord>> epochsOf)
    {
        Trial[] pruned = [.. trials.Where(trial => trial.State == TrialState.Pruned && !trial.Repeats.Any(repeat => repeat.Continues(trial)))];
        if (pruned.Length == 0) return [];
        LearningCurve[] complete = [.. trials.Where(trial => trial.State == TrialState.Complete)
            .Select(trial => TrialPruning.CurveOf(trial, epochsOf(trial.Number), study.Plan.Epochs))];
        var known = complete.Select(MeasuredOf).OfType<NoisyAlternative>().ToArray();
        return [.. pruned.Select(trial => (trial, chance: ChanceOf(trial, epochsOf, complete, known)))
            .Where(pair => pair.chance >= Doubt).OrderByDescending(pair => pair.chance).ThenBy(pair => pair.trial.Number).Select(pair => pair.trial)];
    }

    private double ChanceOf(Trial trial, Func<int, IReadOnlyList<EpochRecord>> epochsOf, LearningCurve[] complete, NoisyAlternative[] known)
    {
        var curve = TrialPruning.CurveOf(trial, epochsOf(trial.Number), study.Plan.Epochs);
        return CurveForecast.CostsOf(curve, complete, study.Objectives) is { } costs
            ? NoisyFront.Of([.. known, new NoisyAlternative(curve.Number, costs)], study.Reference).Membership[^1]
            : 1;
    }

    private NoisyAlternative? MeasuredOf(LearningCurve curve)
    {
        if (curve.Evaluations.IsEmpty) return null;
        var costs = curve.NoisyCosts(study.Objectives, objective => new NoisyCost(Cost(curve.Evaluations[^1], objective), 0))!.Value;
        return costs.All(cost => double.IsFinite(cost.Mean)) ? new NoisyAlternative(curve.Number, costs) : null;
    }

    private static double Cost(Evaluation evaluation, Objective objective) => objective.AsCost(evaluation.Value(objective.Name));
}
