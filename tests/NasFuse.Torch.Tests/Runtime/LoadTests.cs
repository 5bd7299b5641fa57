namespace NasFuse.Torch.Tests.Runtime;

public sealed class LoadTests
{
    [Fact]
    public void Torch_loads_and_adds() => Assert.Equal(3f, (torch.ones(1) + torch.full(1, 2f)).item<float>());
}
