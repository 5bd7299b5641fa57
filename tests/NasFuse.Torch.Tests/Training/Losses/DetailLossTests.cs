using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Training.Losses;

namespace NasFuse.Torch.Tests.Training.Losses;

public sealed class DetailLossTests
{
    private static readonly float[] s_logits = [2, -1, 0.5f, -3];

    /// <summary>One row: classes 0, 1, 1 and void; the second pixel is the border (stride 2 sees only the first and the third, of which none is).</summary>
    private static Tensor Labels() => torch.tensor(new long[] { 0, 1, 1, 255 }, [1, 1, 4]);

    [Fact]
    public void It_is_cross_entropy_plus_dice_over_labelled_pixels()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal([0f, 1f, 0f, 0f], DetailTarget.Of(Labels()).data<float>().ToArray());
        double[] p = [.. s_logits.Select(x => 1 / (1 + Math.Exp(-x)))];
        var entropy = -(Math.Log(1 - p[0]) + Math.Log(p[1]) + Math.Log(1 - p[2])) / 3;
        var dice = 1 - (2 * p[1] + 1) / (p[0] + p[1] + p[2] + 1 + 1);
        Assert.Equal(entropy + dice, DetailLoss.Compute(torch.tensor(s_logits, [1, 1, 1, 4]), Labels()).item<float>(), 5);
    }

    [Fact]
    public void It_can_be_differentiated_and_void_gets_no_gradient()
    {
        using var scope = torch.NewDisposeScope();
        var logits = torch.tensor(s_logits, [1, 1, 1, 4]).requires_grad_(true);
        DetailLoss.Compute(logits, Labels()).backward();
        var gradient = logits.grad!.data<float>().ToArray();
        for (var i = 0; i < s_logits.Length; i++) Assert.Equal(Slope(i), gradient[i], 3);
        Assert.Equal(0, gradient[3]);
        Assert.True(gradient[1] < 0 && gradient[0] > 0 && gradient[2] > 0);

        double Slope(int index) => (At(index, 1e-2f) - At(index, -1e-2f)) / 2e-2;
        double At(int index, float step) =>
            DetailLoss.Compute(torch.tensor([.. s_logits.Select((x, i) => i == index ? x + step : x)], [1, 1, 1, 4]), Labels()).item<float>();
    }

    [Fact]
    public void A_perfect_head_has_no_loss()
    {
        using var scope = torch.NewDisposeScope();
        var logits = DetailTarget.Of(Labels()).Times(60.0).Increase(-30.0);
        Assert.Equal(0, DetailLoss.Compute(logits, Labels()).item<float>(), 5);
    }

    [Fact]
    public void A_detail_head_is_enlarged_and_adds_its_weighted_loss()
    {
        using var scope = torch.NewDisposeScope();
        var logits = torch.zeros(1, 2, 1, 4);
        var detail = torch.tensor([1f, -2f], [1, 1, 1, 2]);
        // Half-pixel centres: 1, 3/4 and 1/4 of the left value.
        var enlarged = torch.tensor([1f, 0.25f, -1.25f, -2f], [1, 1, 1, 4]);
        var loss = new CrossEntropyLoss(null);
        var expected = Math.Log(2) + 1.5 * DetailLoss.Compute(enlarged, Labels()).item<float>();
        var output = new TrainingOutput(logits, [new AuxiliaryLogits(detail, 1.5, AuxiliaryHeadKind.Detail)]);
        Assert.Equal(expected, loss.Compute(output, Labels()).item<float>(), 5);
    }
}
