using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class GpEhviSamplerTests : ModelSamplerTests
{
    protected override SamplerOptions Options => new GpEhviOptions { StartupTrials = 20, TrainingTrials = 32, Candidates = 16, LocalSearchRounds = 0 };

    protected override SamplerOptions Strong => new GpEhviOptions { TrainingTrials = 48, Candidates = 60, LocalSearchRounds = 2 };

    protected override int Budget => 60;

    [Fact]
    public void Owes_nothing_to_its_past() => AssertOwesNothingToItsPast(Options);
}
