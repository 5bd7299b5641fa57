using System.Collections.Immutable;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>What an evaluation during or after training gave.</summary>
/// <param name="Epoch">1-based epoch after which it was made.</param>
/// <param name="MeanIou">Validation mIoU, 0..1.</param>
/// <param name="PixelAccuracy">Validation pixel accuracy, 0..1; NaN when it was not recorded.</param>
public sealed record Evaluation(int Epoch, double MeanIou, double PixelAccuracy)
{
    /// <summary>Mean training loss of that epoch; NaN when it was not recorded.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>True for metrics that evaluations give.</summary>
    public static bool Has(string metric) => metric is MetricNames.MeanIou or MetricNames.PixelAccuracy;

    /// <summary>The value of one of its metrics.</summary>
    public double Value(string metric) => metric == MetricNames.MeanIou ? MeanIou : PixelAccuracy;
}

/// <summary>A trial as pruners see it: what was known before its training, and what each evaluation gave.</summary>
/// <param name="Number">Number of the trial.</param>
/// <param name="Known">Metrics known before training: counts and latency with its 95th percentile.</param>
/// <param name="Evaluations">Its evaluations so far, by epoch.</param>
/// <param name="IsComplete">True when it was trained to its last epoch.</param>
public sealed record LearningCurve(
    int Number, ImmutableSortedDictionary<string, double> Known, ImmutableArray<Evaluation> Evaluations, bool IsComplete)
{
    /// <summary>Final values of further evaluations of the same architecture with other seeds, by metric name.</summary>
    public ImmutableArray<ImmutableSortedDictionary<string, double>> Repeats { get; init; } = [];

    /// <summary>The evaluation after an epoch, or null.</summary>
    public Evaluation? At(int epoch) => Evaluations.FirstOrDefault(evaluation => evaluation.Epoch == epoch);

    /// <summary>Cost of an objective that is known before training, a latency with the spread of its passes; not a number when it was not measured.</summary>
    public NoisyCost KnownCost(Objective objective) => new(
        objective.AsCost(Known.GetValueOrDefault(objective.Name, double.NaN)),
        MetricNames.IsLatency(objective.Name) ? LatencyNoise.OfPasses(Known, objective.Name) : 0);

    /// <summary>Costs with their noise in the order of the objectives; null when one is not to be had.</summary>
    /// <param name="objectives">The objectives.</param>
    /// <param name="trained">Gives the cost of an objective that training decides, or null; the others are known.</param>
    public ImmutableArray<NoisyCost>? NoisyCosts(IReadOnlyList<Objective> objectives, Func<Objective, NoisyCost?> trained)
    {
        var costs = ImmutableArray.CreateBuilder<NoisyCost>(objectives.Count);
        foreach (var objective in objectives)
        {
            if ((Evaluation.Has(objective.Name) ? trained(objective) : KnownCost(objective)) is not { } cost) return null;
            costs.Add(cost);
        }
        return costs.MoveToImmutable();
    }

    /// <summary>Costs after an epoch in the order of the objectives (smaller is better); null when it was not evaluated then or lacks a finite value.</summary>
    public double[]? CostsAt(int epoch, IReadOnlyList<Objective> objectives) => At(epoch) is { } evaluation ? Costs(objectives, evaluation.Value) : null;

    /// <summary>Costs in the order of the objectives; null when one is not finite.</summary>
    /// <param name="objectives">The objectives.</param>
    /// <param name="trained">Gives the metrics that training decides; the others are known.</param>
    public double[]? Costs(IReadOnlyList<Objective> objectives, Func<string, double> trained)
    {
        var costs = new double[objectives.Count];
        for (var i = 0; i < costs.Length; i++)
        {
            var name = objectives[i].Name;
            costs[i] = objectives[i].AsCost(Evaluation.Has(name) ? trained(name) : Known.GetValueOrDefault(name, double.NaN));
            if (!double.IsFinite(costs[i])) return null;
        }
        return costs;
    }
}
