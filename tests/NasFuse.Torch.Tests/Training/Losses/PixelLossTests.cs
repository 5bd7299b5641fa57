using NasFuse.Core.Studies;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Training.Losses;

namespace NasFuse.Torch.Tests.Training.Losses;

public sealed class PixelLossTests
{
    /// <summary>Four pixels of two classes; the probability of the true class is 0.9, 0.6, 0.2 and (void) 0.5.</summary>
    private static (Tensor Logits, Tensor Labels) FourPixels()
    {
        double[] first = [0.9, 0.4, 0.2, 0.5];
        var logits = torch.tensor([.. first.Select(p => (float)Math.Log(p)), .. first.Select(p => (float)Math.Log(1 - p))], [1, 2, 1, 4]);
        return (logits, torch.tensor(new long[] { 0, 1, 0, 255 }, [1, 1, 4]));
    }

    private static double Entropy(double p) => -Math.Log(p);

    [Fact]
    public void Cross_entropy_is_the_mean_over_labelled_pixels()
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = FourPixels();
        var expected = (Entropy(0.9) + Entropy(0.6) + Entropy(0.2)) / 3;
        Assert.Equal(expected, new CrossEntropyLoss(null).Compute(logits, labels).item<float>(), 5);
    }

    [Fact]
    public void Class_weights_weigh_the_mean()
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = FourPixels();
        var expected = (1 * Entropy(0.9) + 3 * Entropy(0.6) + 1 * Entropy(0.2)) / 5;
        Assert.Equal(expected, new CrossEntropyLoss(torch.tensor([1f, 3f])).Compute(logits, labels).item<float>(), 5);
    }

    [Theory]
    [InlineData(0.7, 0, new[] { 0.6, 0.2 })]
    [InlineData(0.5, 0, new[] { 0.2 })]
    [InlineData(0.5, 0.6, new[] { 0.6, 0.2 })]
    [InlineData(0.1, 0, new[] { 0.2 })]
    [InlineData(0, 0, new[] { 0.2 })]
    [InlineData(0, 1, new[] { 0.9, 0.6, 0.2 })]
    [InlineData(1, 0, new[] { 0.9, 0.6, 0.2 })]
    public void Hard_pixels_are_those_below_the_threshold_but_never_fewer_than_the_share(double threshold, double minKept, double[] kept)
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = FourPixels();
        Assert.Equal(kept.Average(Entropy), new OhemLoss(null, threshold, minKept).Compute(logits, labels).item<float>(), 5);
    }

    [Fact]
    public void Hard_pixels_are_weighed_by_class_too()
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = FourPixels();
        var expected = (3 * Entropy(0.6) + Entropy(0.2)) / 4;
        Assert.Equal(expected, new OhemLoss(torch.tensor([1f, 3f]), 0.7, 0).Compute(logits, labels).item<float>(), 5);
    }

    [Fact]
    public void Easy_pixels_get_no_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var (values, labels) = FourPixels();
        var logits = values.requires_grad_(true);
        new OhemLoss(null, 0.7, 0).Compute(logits, labels).backward();
        var touched = logits.grad!.abs().sum(1L).flatten().data<float>().Select(value => value > 1e-9).ToArray();
        Assert.Equal([false, true, true, false], touched);
    }

    [Fact]
    public void Training_only_heads_add_their_weighted_loss_at_the_labels_size()
    {
        using var scope = torch.NewDisposeScope();
        var (logits, labels) = FourPixels();
        var head = torch.zeros(1, 2, 1, 2);
        var loss = new CrossEntropyLoss(null);
        var expected = loss.Compute(logits, labels).item<float>() + 0.4 * Math.Log(2);
        Assert.Equal(expected, loss.Compute(new TrainingOutput(logits, [new AuxiliaryLogits(head, 0.4)]), labels).item<float>(), 5);
    }

    [Fact]
    public void The_specification_chooses_the_loss()
    {
        Assert.IsType<CrossEntropyLoss>(PixelLosses.Create(new TrainingSpecification(), null));
        Assert.IsType<OhemLoss>(PixelLosses.Create(new TrainingSpecification { Loss = LossKind.Ohem }, null));
    }
}
