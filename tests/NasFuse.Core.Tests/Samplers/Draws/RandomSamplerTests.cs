using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers.Draws;

public sealed class RandomSamplerTests : SamplerConformance
{
    protected override SamplerOptions Options => new RandomSamplerOptions();

    protected override bool Learns => false;
}
