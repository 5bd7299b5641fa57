using MathNet.Numerics.Distributions;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;

namespace NasFuse.TestKit.Pruners;

/// <summary>How a simulated trial ended.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Curve">All that it reported.</param>
/// <param name="Reason">Why it was pruned, or null.</param>
public sealed record SimulatedEnd(SimulatedTrial Trial, LearningCurve Curve, string? Reason)
{
    public int Epochs => Curve.Evaluations[^1].Epoch;
}

/// <summary>Trains simulated trials under a pruner, several at a time, as workers of equal speed would.</summary>
/// <param name="options">The pruner, or null for none.</param>
/// <param name="plan">When trials are evaluated.</param>
/// <param name="objectives">What is optimised.</param>
public sealed class SimulatedTrainings(PrunerOptions? options, EvaluationPlan plan, IReadOnlyList<Objective> objectives)
{
    /// <summary>Standard deviation of each evaluation.</summary>
    public double Noise { get; init; }

    /// <summary>Standard deviation of what a training keeps from its first to its last evaluation: the luck of its seed.</summary>
    public double Luck { get; init; }

    /// <summary>Trials under way at the same time.</summary>
    public int Workers { get; init; } = 1;

    public ulong Seed { get; init; } = 1;

    /// <summary>Trains all, in the order of their numbers.</summary>
    public IReadOnlyList<SimulatedEnd> Run(IReadOnlyList<SimulatedTrial> trials)
    {
        var pruner = options?.Create();
        var (curves, ends, next) = (new SortedDictionary<int, LearningCurve>(), new SortedDictionary<int, SimulatedEnd>(), 0);
        var active = new List<SimulatedTrial>();
        while (ends.Count < trials.Count)
        {
            while (active.Count < Workers && next < trials.Count)
            {
                var begun = trials[next++];
                active.Add(begun);
                curves[begun.Number] = new LearningCurve(begun.Number, begun.Known, [], IsComplete: false);
            }
            foreach (var trial in active.ToArray())
            {
                if (Step(pruner, trial, curves) is not { } end) continue;
                ends[trial.Number] = end;
                active.Remove(trial);
            }
        }
        return [.. ends.Values];
    }

    private SimulatedEnd? Step(IPruner? pruner, SimulatedTrial trial, SortedDictionary<int, LearningCurve> curves)
    {
        var curve = curves[trial.Number];
        var epoch = Math.Min(plan.Epochs, (curve.Evaluations.Length + 1) * plan.EvaluateEvery);
        var miou = trial.QualityAt(epoch, plan.Epochs) + Draw(Luck, "luck", trial.Number, 0) + Draw(Noise, "noise", trial.Number, epoch);
        var isLast = epoch == plan.Epochs;
        curve = curves[trial.Number] = curve with { Evaluations = curve.Evaluations.Add(new Evaluation(epoch, miou, 0.3 + miou / 2)), IsComplete = isLast };
        LearningCurve[] others = [.. curves.Values.Where(other => other.Number != trial.Number && other.Evaluations.Length > 0)];
        var reason = isLast ? null : pruner?.Decide(new PrunerContext(curve, others, objectives, plan, Seed));
        return isLast || reason is not null ? new SimulatedEnd(trial, curve, reason) : null;
    }

    private double Draw(double deviation, string purpose, int number, int epoch) =>
        deviation == 0 ? 0 : Normal.Sample(RandomStreams.Create(Seed, purpose, number, epoch), 0, deviation);
}
