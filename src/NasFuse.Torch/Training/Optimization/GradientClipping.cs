using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Training.Optimization;

/// <summary>Keeps the gradient's length within a bound.</summary>
public static class GradientClipping
{
    private const double Small = 1e-6;

    /// <summary>Scales all gradients together so that their joint Euclidean norm is at most <paramref name="maxNorm"/>.</summary>
    /// <param name="gradients">Gradients, changed in place.</param>
    /// <param name="maxNorm">The bound, &gt; 0.</param>
    public static void Clip(IReadOnlyList<Tensor> gradients, double maxNorm)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var squares = gradients.Select(gradient => gradient.mul(gradient).sum()).Aggregate(Numbers.Plus);
        var factor = squares.sqrt().Increase(Small).reciprocal().Multiply(maxNorm).AtMost(1);
        foreach (var gradient in gradients) gradient.mul_(factor);
    }
}
