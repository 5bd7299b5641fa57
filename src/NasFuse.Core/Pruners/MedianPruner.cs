using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Pruners;

/// <summary>Options of <see cref="MedianPruner"/>.</summary>
[Pruner("median", "ends trials that are worse than the median of complete ones (Golovin et al. 2017)")]
public sealed record MedianOptions : PrunerOptions
{
    /// <summary>Complete trials before anything is pruned, 1..10,000.</summary>
    [Range(1, 10_000)] public int StartupTrials { get; init; } = 5;

    /// <summary>Evaluations up to this epoch are not judged, 0..100,000.</summary>
    [Range(0, 100_000)] public int WarmUpEpochs { get; init; } = 1;

    /// <summary>Every n-th evaluation after the warm-up is judged, 1..1000.</summary>
    [Range(1, 1000)] public int Interval { get; init; } = 1;

    /// <inheritdoc/>
    public override int FirstEpoch => WarmUpEpochs + 1;

    /// <inheritdoc/>
    public override IPruner Create() => new MedianPruner(this);
}

/// <summary>Vizier's median stopping rule (Golovin et al., KDD 2017, section 3.2.2).</summary>
/// <remarks>
/// A trial ends when its best values so far are worse than the median of the running averages of all complete trials up to the same epoch:
/// when more than half of them are better. With several objectives "better" is <see cref="RungRank"/> over costs in which trained metrics are the trial's
/// best and the others' averages, and metrics known before training are what they are.
/// </remarks>
/// <param name="options">When it judges.</param>
public sealed class MedianPruner(MedianOptions options) : IPruner
{
    /// <inheritdoc/>
    public string? Decide(PrunerContext context)
    {
        if (!IsJudged(context.Epoch, context.Plan)) return null;
        var averages = context.Others.Where(other => other.IsComplete).Select(other => AverageCosts(other, context)).OfType<double[]>().ToArray();
        if (averages.Length < options.StartupTrials || BestCosts(context) is not { } best) return null;
        var better = RungRank.CountBetter(best, averages);
        return 2 * better > averages.Length
            ? $"worse than the median: the averages of {better} of {averages.Length} complete trials are better than its best"
            : null;
    }

    private bool IsJudged(int epoch, EvaluationPlan plan) =>
        plan.EarlyFrom(options.FirstEpoch) is { } first && epoch >= first && (plan.PlaceOf(epoch) - plan.PlaceOf(first)) % options.Interval == 0;

    private static double[]? AverageCosts(LearningCurve curve, PrunerContext context)
    {
        var until = curve.Evaluations.Where(evaluation => evaluation.Epoch <= context.Epoch).ToArray();
        return until.Length == 0 ? null : curve.Costs(context.Objectives, metric => until.Average(evaluation => evaluation.Value(metric)));
    }

    private static double[]? BestCosts(PrunerContext context)
    {
        var directions = context.Trained.ToDictionary(objective => objective.Name);
        return context.Trial.Costs(
            context.Objectives, metric => context.Trial.Evaluations.Select(evaluation => evaluation.Value(metric)).MinBy(directions[metric].AsCost));
    }
}
