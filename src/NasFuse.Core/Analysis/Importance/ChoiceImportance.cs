using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Importance;

/// <summary>Which choices decide a target: an objective, or how much of the reference box a trial dominates alone.</summary>
/// <remarks>
/// Permutation importance in a random forest (Breiman 2001, section 10) over the choices that the trials record: how much worse the forest predicts trials
/// that a tree did not learn from when the labels of one choice are shuffled among the trials in which it was asked. Divided by twice the variance of the
/// target it estimates the total effect of the choice, its share of the variance alone and in interactions (Gregorutti et al., Statistics and Computing
/// 2017, proposition 1), damped by what the forest does not explain. Shares add up to more than 1 where choices interact. Conditional choices: see
/// <see cref="RegressionTree"/>. Equal trials and seeds give equal answers.
/// </remarks>
/// <param name="Target">The objective, or <c>hypervolume</c>.</param>
/// <param name="Trials">Trials that were learned from.</param>
/// <param name="Explained">R² of the forest on trials that its trees did not learn from; at most 1, below 0 when it is worse than the mean; NaN when nothing
/// was learned.</param>
/// <param name="Choices">The choices, most important first; empty when importance cannot be told.</param>
/// <param name="Unknown">Why it cannot be told; null when it can.</param>
public sealed record ChoiceImportance(string Target, int Trials, double Explained, ImmutableArray<ImportantChoice> Choices, string? Unknown)
{
    /// <summary>Name of the target that joins all objectives.</summary>
    public const string HypervolumeTarget = "hypervolume";

    /// <summary>With fewer trials nothing is said.</summary>
    public const int FewestTrials = 20;

    /// <summary>A forest that explains less is not asked.</summary>
    public const double LeastExplained = 0.25;

    /// <summary>Importance for one objective.</summary>
    /// <param name="trials">The trials, each with the means of its evaluations. What training decides is read from complete ones only, the rest wherever it
    /// was measured.</param>
    /// <param name="objective">The objective. Costs other than mIoU and accuracy are taken as logarithms: choices multiply them.</param>
    /// <param name="seed">Seed of the forest.</param>
    public static ChoiceImportance Of(IEnumerable<Trial> trials, Objective objective, ulong seed = 1)
    {
        var trained = Evaluation.Has(objective.Name);
        return Of(objective.Name, trials.Where(trial => trial.State == TrialState.Complete || (!trained && trial.IsOriginal)), Target,
            seed);

        double? Target(Trial trial) => trial.ValueOf(objective.Name) is not { } value ? null : trained ? value : value > 0 ? Math.Log(value) : null;
    }

    /// <summary>Importance for all objectives together: the share of the reference box that a trial dominates alone.</summary>
    /// <param name="trials">The trials, each with the means of its evaluations.</param>
    /// <param name="objectives">What is optimised.</param>
    /// <param name="reference">Box of the hypervolume.</param>
    /// <param name="seed">Seed of the forest.</param>
    public static ChoiceImportance OfHypervolume(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives, ReferencePoint reference, ulong seed = 1) =>
        Of(HypervolumeTarget, trials, trial => trial.Costs(objectives) is { } costs ? reference.Share([costs]) : null, seed);

    private static ChoiceImportance Of(string name, IEnumerable<Trial> trials, Func<Trial, double?> target, ulong seed)
    {
        var (assignments, targets) = (new List<Assignment>(), new List<double>());
        foreach (var trial in trials)
        {
            if (trial.Assignment.IsOutside() || target(trial) is not { } value || !double.IsFinite(value)) continue;
            assignments.Add(trial.Assignment);
            targets.Add(value);
        }
        if (targets.Count < FewestTrials) return Nothing($"too few trials: {targets.Count} of {FewestTrials}");
        if (targets.TrueForAll(value => value == targets[0])) return Nothing($"all {targets.Count} trials have the same value");
        var forest = new RegressionForest(new ChoiceColumns(assignments), [.. targets], seed);
        if (!(forest.Explained >= LeastExplained))
            return Nothing($"the choices explain too little of it (R² {forest.Explained:F2}): noise, or too few trials for {forest.Columns.Open} choices",
                forest.Explained);
        return new ChoiceImportance(name, targets.Count, forest.Explained, forest.Importances(), null);

        ChoiceImportance Nothing(string reason, double explained = double.NaN) => new(name, targets.Count, explained, [], reason);
    }
}
