using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>What a pruner may look at: everything that was reported so far.</summary>
/// <param name="Trial">The trial in question; its newest evaluation is the last one of its curve.</param>
/// <param name="Others">All other trials with an evaluation, by number.</param>
/// <param name="Objectives">What is optimised, with directions.</param>
/// <param name="Plan">When trials are evaluated.</param>
/// <param name="Seed">Seed of the study, for what is drawn by lot.</param>
public sealed record PrunerContext(
    LearningCurve Trial, IReadOnlyList<LearningCurve> Others, IReadOnlyList<Objective> Objectives, EvaluationPlan Plan, ulong Seed)
{
    /// <summary>Epoch of the newest evaluation, 1-based.</summary>
    public int Epoch => Trial.Evaluations[^1].Epoch;

    /// <summary>Objectives that are known only by training.</summary>
    public IEnumerable<Objective> Trained => Objectives.Where(objective => Evaluation.Has(objective.Name));
}
