using NasFuse.Torch.Training.Losses;

namespace NasFuse.Torch.Tests.Training.Losses;

public sealed class DistillationLossTests
{
    private static readonly double[] s_teacher = [1.0, 0.2, -0.5, 2.0, 0.0, 0.3];
    private static readonly double[] s_student = [0.1, 0.4, 0.3, -1.0, 1.0, 0.0];

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void It_is_the_divergence_summed_over_classes_and_averaged_over_pixels(double temperature)
    {
        using var scope = torch.NewDisposeScope();
        // Two pixels of three classes, pixel by pixel above.
        var expected = temperature * temperature * (Divergence(0) + Divergence(3)) / 2;
        Assert.Equal(expected, new DistillationLoss(temperature).Compute(Logits(s_student), Logits(s_teacher)).item<float>(), 5);

        double Divergence(int from)
        {
            double[] p = Softmax(s_teacher, from, temperature), q = Softmax(s_student, from, temperature);
            return p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    public void It_does_not_depend_on_the_number_of_pixels_and_images(long images, long pixels)
    {
        using var scope = torch.NewDisposeScope();
        var once = new DistillationLoss(1).Compute(Logits(s_student), Logits(s_teacher)).item<float>();
        Assert.Equal(once, new DistillationLoss(1).Compute(Logits(s_student).repeat(images, 1, pixels, 1), Logits(s_teacher).repeat(images, 1, pixels, 1)).item<float>(), 5);
    }

    [Fact]
    public void It_is_zero_for_the_teacher_itself_and_never_negative()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal(0, new DistillationLoss(2).Compute(Logits(s_teacher), Logits(s_teacher)).item<float>(), 6);
        Gen.Double[-20, 20].Array[6].Sample(values =>
        {
            using var inner = torch.NewDisposeScope();
            return new DistillationLoss(1).Compute(Logits(values), Logits(s_teacher)).item<float>() > -1e-5;
        }, iter: 50, threads: 1);
    }

    [Fact]
    public void The_gradient_is_the_difference_of_the_probabilities_per_pixel_and_none_goes_to_the_teacher()
    {
        using var scope = torch.NewDisposeScope();
        var (student, teacher) = (Logits(s_student).requires_grad_(true), Logits(s_teacher).requires_grad_(true));
        new DistillationLoss(1).Compute(student, teacher).backward();
        double[] expected = [.. new[] { 0, 3 }.SelectMany(from => Softmax(s_student, from, 1).Zip(Softmax(s_teacher, from, 1), (q, p) => (q - p) / 2))];
        var gradient = student.grad!.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], gradient[i], 5);
        Assert.Null(teacher.grad);
    }

    private static Tensor Logits(double[] values) => torch.tensor([.. values.Select(value => (float)value)], [1, 2, 1, 3]).permute(0, 3, 1, 2).contiguous();

    private static double[] Softmax(double[] logits, int from, double temperature)
    {
        double[] powers = [.. logits.Skip(from).Take(3).Select(logit => Math.Exp(logit / temperature))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
