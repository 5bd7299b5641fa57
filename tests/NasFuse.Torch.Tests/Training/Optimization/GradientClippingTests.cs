using NasFuse.Torch.Training.Optimization;

namespace NasFuse.Torch.Tests.Training.Optimization;

public sealed class GradientClippingTests
{
    [Fact]
    public void Long_gradients_are_shortened_together()
    {
        using var scope = torch.NewDisposeScope();
        Tensor a = torch.tensor([3f, 0f]), b = torch.tensor([4f]);
        GradientClipping.Clip([a, b], 1);
        Assert.Equal(0.6f, a[0].item<float>(), 5);
        Assert.Equal(0.8f, b[0].item<float>(), 5);
    }

    [Fact]
    public void Short_gradients_stay_as_they_are()
    {
        using var scope = torch.NewDisposeScope();
        Tensor a = torch.tensor([0.3f, 0f]), b = torch.tensor([0.4f]);
        GradientClipping.Clip([a, b], 1);
        Assert.Equal(0.3f, a[0].item<float>());
        Assert.Equal(0.4f, b[0].item<float>());
    }
}
