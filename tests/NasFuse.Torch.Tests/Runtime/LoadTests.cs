using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Runtime;

public sealed class LoadTests
{
    [Fact]
    public void Torch_loads_and_adds() => Assert.Equal(3f, torch.ones(1).Plus(torch.tensor([2f])).item<float>());
}
