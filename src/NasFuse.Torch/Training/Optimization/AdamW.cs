using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Training.Optimization;

/// <summary>Adam with decoupled weight decay.</summary>
/// <remarks>Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, algorithm 2; β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</remarks>
internal sealed class AdamW(ParameterStore parameters, double weightDecay) : WeightOptimizer(parameters, momentsPerValue: 2)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private protected override void Update(Tensor values, Tensor gradient, Tensor[] moments, bool isDecayed, double learningRate)
    {
        var (mean, square) = (moments[0], moments[1]);
        using var share = (1 - Beta2).ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(Beta1, Steps))).ToScalar();

        if (isDecayed) values.Multiply(1 - learningRate * weightDecay);
        mean.Multiply(Beta1).Increase(gradient, 1 - Beta1);
        square.Multiply(Beta2).addcmul_(gradient, gradient, share);
        var deviation = square.sqrt().Multiply(1 / Math.Sqrt(1 - Math.Pow(Beta2, Steps))).Increase(Epsilon);
        values.addcdiv_(mean, deviation, rate);
    }
}
