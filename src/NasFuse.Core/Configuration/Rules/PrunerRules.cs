using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration.Rules;

/// <summary>A pruner has something to judge, and an evaluation before the last epoch to do it.</summary>
internal static class PrunerRules
{
    public static void Check(StudySpecification study, RuleScope scope)
    {
        if (study.Pruner is not { } pruner || !scope.Sound("pruner", "training", "objectives")) return;
        if (!study.Objectives.Any(objective => Evaluation.Has(objective.Name)))
        {
            scope.Break("pruner", ErrorCodes.Contradiction,
                $"a pruner judges what training gives, but no objective is {MetricNames.MeanIou} or {MetricNames.PixelAccuracy}. Leave 'pruner' out.");
        }
        var (epochs, every) = (study.Training.Epochs, study.Training.EvaluateEvery);
        if (new EvaluationPlan(epochs, every).EarlyFrom(pruner.FirstEpoch) is null)
        {
            scope.Break("pruner", ErrorCodes.Contradiction,
                $"the pruner would never judge: from epoch {pruner.FirstEpoch} on, where it begins, no evaluation comes before the last epoch "
                + $"('training.epochs' {epochs}, 'training.evaluateEvery' {every}). Train longer, evaluate more often, or leave 'pruner' out.");
        }
    }
}
