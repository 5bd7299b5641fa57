namespace NasFuse.Core.Pruners;

/// <summary>One bracket of asynchronous successive halving: rungs at growing epochs, at each of which the best share goes on.</summary>
internal sealed class SuccessiveHalving(int minEpochs, int reductionFactor)
{
    /// <summary>Decides at a rung and lets everything pass between rungs.</summary>
    /// <param name="context">What is known.</param>
    /// <param name="isRival">Which other trials compete.</param>
    public string? Decide(PrunerContext context, Func<LearningCurve, bool> isRival)
    {
        var epoch = context.Epoch;
        if (!Rungs(context.Plan).Contains(epoch) || context.Trial.CostsAt(epoch, context.Objectives) is not { } costs) return null;
        var rivals = context.Others.Where(isRival).Select(other => other.CostsAt(epoch, context.Objectives)).OfType<double[]>().ToArray();
        var go = Math.Max(1, (rivals.Length + 1) / reductionFactor);
        var better = RungRank.CountBetter(costs, rivals);
        return better < go ? null : $"place {better + 1} of {rivals.Length + 1} at this rung, where the best {go} go on";
    }

    /// <summary>Epochs of the rungs: <c>minEpochs · reductionFactorᵏ</c>, each moved to the next evaluation, below the full budget.</summary>
    private IEnumerable<int> Rungs(EvaluationPlan plan)
    {
        for (long epoch = minEpochs; epoch < plan.Epochs; epoch *= reductionFactor)
        {
            if (plan.EarlyFrom((int)epoch) is { } rung) yield return rung;
        }
    }
}
