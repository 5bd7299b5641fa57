using NasFuse.Torch.Training.Losses;

namespace NasFuse.Torch.Tests.Training.Losses;

public sealed class BootstrappedLossTests
{
    /// <summary>Two images of four pixels and two classes, all of class 0 or void; the probabilities are those of class 0.</summary>
    private static (Tensor Logits, Tensor Labels) TwoImages(long[] labels)
    {
        double[] first = [0.9, 0.6, 0.2, 0.5, /**/ 0.3, 0.8, 0.1, 0.7];
        var logits = torch.tensor([.. first.Select(p => (float)Math.Log(p)), .. first.Select(p => (float)Math.Log(1 - p))], [2, 2, 1, 4]).permute(1, 0, 2, 3).contiguous();
        return (logits, torch.tensor(labels, [2, 1, 4]));
    }

    private static double Mean(params double[] probabilities) => probabilities.Average(p => -Math.Log(p));

    [Theory]
    [InlineData(0, new[] { 0.2 }, new[] { 0.1 })]
    [InlineData(0.25, new[] { 0.2 }, new[] { 0.1 })]
    [InlineData(0.26, new[] { 0.2, 0.5 }, new[] { 0.1, 0.3 })]
    [InlineData(0.75, new[] { 0.2, 0.5, 0.6 }, new[] { 0.1, 0.3, 0.7 })]
    [InlineData(1, new[] { 0.2, 0.5, 0.6, 0.9 }, new[] { 0.1, 0.3, 0.7, 0.8 })]
    public void The_hardest_pixels_of_each_image_count(double share, double[] first, double[] second)
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = TwoImages(new long[8]);
        Assert.Equal((Mean(first) + Mean(second)) / 2, new BootstrappedLoss(null, share).Compute(logits, labels).item<float>(), 5);
    }

    [Theory]
    [InlineData(0.5, new[] { 0.6, 0.9 })]
    [InlineData(1, new[] { 0.6, 0.9 })]
    public void Void_pixels_never_count_and_are_not_made_up_for(double share, double[] kept)
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = TwoImages([0, 0, 255, 255, 255, 255, 255, 255]);
        Assert.Equal(Mean(kept), new BootstrappedLoss(null, share).Compute(logits, labels).item<float>(), 5);
    }

    [Fact]
    public void Class_weights_weigh_the_mean_of_each_image()
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = TwoImages([0, 0, 0, 1, 0, 255, 255, 255]);
        var first = (3 * Mean(0.5) + Mean(0.2)) / 4;
        Assert.Equal((first + Mean(0.3)) / 2, new BootstrappedLoss(torch.tensor([1f, 3f]), 0.5).Compute(logits, labels).item<float>(), 5);
    }

    [Fact]
    public void Only_the_kept_pixels_get_a_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var (values, labels) = TwoImages([0, 0, 0, 255, 0, 0, 0, 255]);
        var logits = values.requires_grad_(true);
        new BootstrappedLoss(null, 0.5).Compute(logits, labels).backward();
        var touched = logits.grad!.abs().sum(1L).flatten().data<float>().Select(value => value > 1e-9).ToArray();
        Assert.Equal([false, true, true, false, true, false, true, false], touched);
    }
}
