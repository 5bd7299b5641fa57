using NasFuse.Core.Studies;

namespace NasFuse.Torch.Training;

/// <summary>The learning rate of each step: a linear rise, then a fall.</summary>
public static class LearningRateSchedule
{
    private const double PolyPower = 0.9;

    /// <summary>The learning rate of a step; reaches <see cref="TrainingSpecification.LearningRate"/> in the first step after warm-up.</summary>
    /// <param name="specification">Schedule, warm-up and largest rate.</param>
    /// <param name="step">0-based step of the whole training.</param>
    /// <param name="totalSteps">Steps of the whole training, ≥ 1.</param>
    public static double At(TrainingSpecification specification, long step, long totalSteps)
    {
        var warmUp = (long)(specification.WarmUp * totalSteps);
        if (step < warmUp) return specification.LearningRate * (step + 1) / (warmUp + 1);
        var share = (double)(step - warmUp) / (totalSteps - warmUp);
        return specification.LearningRate * specification.Schedule switch
        {
            ScheduleKind.Poly => Math.Pow(1 - share, PolyPower),
            ScheduleKind.Cosine => (1 + Math.Cos(Math.PI * share)) / 2,
            ScheduleKind.Constant => 1,
            _ => throw new NotSupportedException($"unknown schedule {specification.Schedule}"),
        };
    }
}
