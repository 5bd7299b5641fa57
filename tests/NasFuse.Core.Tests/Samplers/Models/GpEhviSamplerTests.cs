using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class GpEhviSamplerTests : ModelSamplerTests
{
    protected override SamplerOptions Options => new GpEhviOptions { StartupTrials = 20, TrainingTrials = 32, Candidates = 16, LocalSearchRounds = 0 };

    protected override SamplerOptions Strong => new GpEhviOptions { Candidates = 60, LocalSearchRounds = 2 };

    [Fact]
    public void Owes_nothing_to_its_past() => AssertOwesNothingToItsPast(Options);

    [Fact]
    public void Learns_from_what_is_foretold_of_pruned_trials() => AssertLearnsFromWhatIsForetold();
}
