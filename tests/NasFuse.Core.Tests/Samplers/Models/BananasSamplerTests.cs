using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class BananasSamplerTests : ModelSamplerTests
{
    protected override SamplerOptions Options =>
        new BananasOptions { StartupTrials = 20, Members = 2, HiddenUnits = 4, TrainingSteps = 10, TrainingTrials = 16, Candidates = 20 };

    protected override SamplerOptions Strong => new BananasOptions { TrainingSteps = 60, Candidates = 80 };

    [Fact]
    public void Owes_nothing_to_its_past() => AssertOwesNothingToItsPast(Options);

    [Fact]
    public void Learns_from_what_is_foretold_of_pruned_trials() => AssertLearnsFromWhatIsForetold();
}
