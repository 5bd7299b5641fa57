using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class ReinforceSamplerTests : ModelSamplerTests
{
    protected override SamplerOptions Options => new ReinforceOptions { HiddenUnits = 4, ReplaysPerProposal = 2 };

    protected override SamplerOptions Strong => new ReinforceOptions();

    protected override int Budget => 300;
}
