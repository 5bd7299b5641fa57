namespace NasFuse.Core.Pruners;

/// <summary>After which epochs the trials of a study are evaluated.</summary>
/// <param name="Epochs">Epochs of a whole training: the full budget.</param>
/// <param name="EvaluateEvery">Trials are evaluated after every n epochs, and after the last.</param>
public sealed record EvaluationPlan(int Epochs, int EvaluateEvery)
{
    /// <summary>Evaluations of a whole training.</summary>
    public int Count => (Epochs + EvaluateEvery - 1) / EvaluateEvery;

    /// <summary>Epoch of the first evaluation at or after an epoch; null when that is the last epoch or beyond, where nothing is left to prune.</summary>
    public int? EarlyFrom(int epoch)
    {
        var evaluated = (long)Math.Max(1, (epoch + EvaluateEvery - 1L) / EvaluateEvery) * EvaluateEvery;
        return evaluated < Epochs ? (int)evaluated : null;
    }

    /// <summary>1-based place of an evaluated epoch among all evaluations.</summary>
    public int PlaceOf(int epoch) => (epoch + EvaluateEvery - 1) / EvaluateEvery;
}
