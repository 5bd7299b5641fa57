using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Training.Optimization;

/// <summary>Stochastic gradient descent with momentum: <c>v ← μ·v + g + λ·w</c>, <c>w ← w − η·v</c>.</summary>
internal sealed class Sgd(ParameterStore parameters, double weightDecay, double momentum) : WeightOptimizer(parameters, momentsPerValue: 1)
{
    private protected override void Update(Tensor values, Tensor gradient, Tensor[] moments, bool isDecayed, double learningRate)
    {
        var velocity = moments[0];
        velocity.Multiply(momentum).Increase(gradient);
        if (isDecayed) velocity.Increase(values, weightDecay);
        values.Increase(velocity, -learningRate);
    }
}
