using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Training.Losses;

/// <summary>Says how far a student's class probabilities are from a teacher's: <c>T² · KL(teacher ‖ student)</c> of the softmax of <c>logits / T</c>.</summary>
/// <remarks>
/// The divergence is a sum over the classes and a mean over all pixels of the batch, void ones included: no label is needed here. (A mean over classes as well,
/// as the element-wise mean of FasterSeg's code takes, would make the loss smaller by the number of classes.) With the factor T² the gradient's size does not
/// depend on the temperature. Source: Hinton, Vinyals and Dean 2015, section 2.
/// </remarks>
/// <param name="temperature">T, above 0.</param>
public sealed class DistillationLoss(double temperature)
{
    /// <summary>The loss of one batch.</summary>
    /// <param name="student"><c>[N, K, H, W] float32</c>.</param>
    /// <param name="teacher">Of the same shape; no derivative goes into it.</param>
    /// <returns>A scalar ≥ 0 that can be differentiated.</returns>
    public Tensor Compute(Tensor student, Tensor teacher)
    {
        var wanted = LogProbabilities(teacher.detach());
        var difference = wanted.sub(LogProbabilities(student));
        return wanted.exp().mul(difference).sum(1L).mean().Times(temperature * temperature);
    }

    private Tensor LogProbabilities(Tensor logits) => logits.Times(1 / temperature).log_softmax(1);
}
