using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

public sealed class PatientPrunerTests : PrunerConformance
{
    private static readonly LearningCurve Rival = Curve(1, (1, 0.9), (2, 0.9), (3, 0.9), (4, 0.9));

    protected override PrunerOptions Options =>
        new PatientOptions { Inner = new MedianOptions { StartupTrials = 1, WarmUpEpochs = 0 }, Patience = 2, MinImprovement = 0.02 };

    [Fact]
    public void A_trial_that_improves_is_spared()
    {
        var complete = Rival with { IsComplete = true };
        Assert.Null(Decide(Curve(0, (1, 0.1), (2, 0.1)), complete));
        Assert.Null(Decide(Curve(0, (1, 0.1), (2, 0.15), (3, 0.1)), complete));
        Assert.EndsWith("; no improvement in 2 evaluations", Decide(Curve(0, (1, 0.1), (2, 0.1), (3, 0.11)), complete));
        Assert.EndsWith("; no improvement in 2 evaluations", Decide(Curve(0, (1, 0.1), (2, 0.3), (3, 0.2), (4, 0.2)), complete));
    }

    [Fact]
    public void A_trial_that_the_inner_pruner_spares_goes_on() =>
        Assert.Null(Decide(Curve(0, (1, 0.95), (2, 0.95), (3, 0.95)), Rival with { IsComplete = true }));
}
