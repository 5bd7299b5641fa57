namespace NasFuse.Torch.Training;

/// <summary>The loss is no number any more; going on is pointless.</summary>
public sealed class TrainingDivergedException(double loss, int epoch, int step, double learningRate)
    : Exception($"training diverged: the loss is {loss} in epoch {epoch}, step {step}, at learning rate {learningRate:g3}; try a smaller training.learningRate, a longer training.warmUp or training.clipNorm");
