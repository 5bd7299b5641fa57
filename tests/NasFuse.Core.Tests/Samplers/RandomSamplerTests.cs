using NasFuse.Core.Samplers;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Core.Tests.Samplers;

public sealed class RandomSamplerTests : SamplerConformance
{
    protected override SamplerOptions Options => new RandomSamplerOptions();
}
