using NasFuse.Core.Studies;
using NasFuse.Torch.Training;

namespace NasFuse.Torch.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(ScheduleKind.Poly)]
    [InlineData(ScheduleKind.Cosine)]
    [InlineData(ScheduleKind.Constant)]
    public void Rises_in_equal_steps_then_never_rises_again(ScheduleKind schedule) => Gen.Int[1, 500].Select(Gen.Double[0, 0.5]).Sample((total, warmUp) =>
    {
        var specification = new TrainingSpecification { Schedule = schedule, WarmUp = warmUp, LearningRate = 0.1 };
        var rates = Enumerable.Range(0, total).Select(step => LearningRateSchedule.At(specification, step, total)).ToArray();
        var rise = (int)(warmUp * total);
        Assert.All(rates, rate => Assert.InRange(rate, 1e-9, 0.1));
        Assert.Equal(0.1, rates[rise], 12);
        for (var step = 0; step < rise; step++) Assert.Equal(0.1 * (step + 1) / (rise + 1), rates[step], 12);
        for (var step = rise + 1; step < total; step++) Assert.True(rates[step] <= rates[step - 1]);
    });

    [Theory]
    [InlineData(ScheduleKind.Poly, 0.5358867)]
    [InlineData(ScheduleKind.Cosine, 0.5)]
    [InlineData(ScheduleKind.Constant, 1)]
    public void Half_way_has_the_value_of_its_formula(ScheduleKind schedule, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.At(new TrainingSpecification { Schedule = schedule, WarmUp = 0, LearningRate = 1 }, 50, 100), 7);
}
