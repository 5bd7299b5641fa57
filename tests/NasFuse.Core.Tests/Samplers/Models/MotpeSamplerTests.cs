using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class MotpeSamplerTests : ModelSamplerTests
{
    protected override SamplerOptions Options => new MotpeOptions { StartupTrials = 6 };

    protected override SamplerOptions Strong => new MotpeOptions();

    protected override int Budget => 150;

    [Fact]
    public void Owes_nothing_to_its_past() => AssertOwesNothingToItsPast(Options);
}
