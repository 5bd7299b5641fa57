using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Statistics;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Tests.Execution;
using NasFuse.Torch.Training;
using NasFuse.Torch.Training.Distillation;

namespace NasFuse.Torch.Tests.Training.Distillation;

public sealed class DistillationTests
{
    public DistillationTests() => TorchRuntime.UseThreads(1);

    [Fact]
    public void A_strong_teacher_draws_the_student_to_what_it_says()
    {
        var free = Disagreement(TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 8 }));
        var taught = TrainingJobs.Distilled(weight: 100);
        var drawn = Disagreement(taught with { Specification = taught.Specification with { Epochs = 8 } });
        Assert.True(drawn < free / 2, $"the student disagrees with its teacher on {drawn:P1} of the pixels, {free:P1} without it");
    }

    [Fact]
    public void Two_teachers_make_two_trainings_and_where_a_teacher_lies_makes_none()
    {
        var job = TrainingJobs.Distilled(1);
        var identity = TrainingIdentity.Of(job);
        Assert.NotEqual(identity, TrainingIdentity.Of(TrainingJobs.Distilled(2)));
        Assert.NotEqual(identity, TrainingIdentity.Of(TrainingJobs.Distilled(1, weight: 2)));
        Assert.NotEqual(identity, TrainingIdentity.Of(TrainingJobs.Job()));
        Assert.Equal(identity, TrainingIdentity.Of(job with { Specification = job.Specification with { Distillation = job.Specification.Distillation! with { Teacher = "elsewhere" } } }));
    }

    [Fact]
    public void A_checkpoint_of_another_teacher_is_not_gone_on_from()
    {
        using var folder = new TemporaryFolder();
        var (notes, steps) = (new List<string>(), 0);
        using var cancellation = new CancellationTokenSource();
        var stopping = new StepProgress(() =>
        {
            if (++steps == 7) cancellation.Cancel();
        });
        var checkpoint = folder.File("checkpoint.bin");
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingJobs.Trainer(notes).Train(TrainingJobs.Distilled(1) with { Checkpoint = checkpoint }, stopping, cancellation.Token));
        steps = 0;
        TrainingJobs.Trainer(notes).Train(TrainingJobs.Distilled(2) with { Checkpoint = checkpoint }, new StepProgress(() => steps++), TestContext.Current.CancellationToken);
        Assert.Equal(18, steps);
        Assert.Contains("belongs to another training", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_sees_every_part_of_a_teacher()
    {
        var teacher = TrainingJobs.Teacher(1);
        var normalization = teacher.Normalization with { Mean = [0.1, 0.2, 0.3] };
        string[] fingerprints =
        [
            teacher.Fingerprint, TrainingJobs.Teacher(2).Fingerprint, TrainingJobs.Teacher(1, "x4").Fingerprint,
            new Teacher(teacher.Architecture, teacher.Weights, normalization).Fingerprint,
        ];
        Assert.Equal(4, fingerprints.Distinct().Count());
        Assert.Equal(teacher.Fingerprint, TrainingJobs.Teacher(1).Fingerprint);
    }

    [Fact]
    public void A_teacher_of_other_classes_is_a_user_error_at_its_key()
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => Train(TrainingJobs.Distilled() with { Teacher = TrainingJobs.Teacher(1, "x5") })).Diagnostics);
        Assert.Equal((ErrorCodes.Contradiction, "training.distillation.teacher"), (mistake.Code, mistake.Place.File));
        Assert.Contains("tells 5 classes apart, but the data set 'blobs' has 3", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_without_the_teacher_it_needs_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Train(TrainingJobs.Distilled() with { Teacher = null }));
        Assert.Throws<ArgumentException>(() => Train(TrainingJobs.Job() with { Teacher = TrainingJobs.Teacher(1) }));
    }

    [Fact]
    public void A_teacher_sees_images_as_it_learned_to_and_keeps_its_values()
    {
        using var scope = torch.NewDisposeScope();
        var size = new Size(10, 14);
        var teacher = TrainingJobs.Teacher(3);
        var (own, given) = (new Normalization([0.5, 0.4, 0.3], [0.2, 0.25, 0.3]), new Normalization([0.1, 0.2, 0.3], [0.5, 0.25, 0.1]));
        var pixels = torch.rand(2, 3, 10, 14, device: torch.CPU);
        using var same = new TeacherNetwork(new Teacher(teacher.Architecture, teacher.Weights, own), size, own, torch.CPU);
        using var other = new TeacherNetwork(new Teacher(teacher.Architecture, teacher.Weights, own), size, given, torch.CPU);
        var expected = same.Predict(Normalized(pixels, own));
        Assert.True(expected.allclose(other.Predict(Normalized(pixels, given)), atol: 1e-4));
        Assert.False(expected.allclose(same.Predict(Normalized(pixels, given)), atol: 1e-2));
        Assert.True(expected.equal(same.Predict(Normalized(pixels, own))).all().item<bool>());
        Assert.False(expected.requires_grad);
    }

    [Fact]
    public void Steps_with_a_teacher_keep_the_number_of_tensors_constant()
    {
        var counts = new List<long>();
        var progress = new StepProgress(() => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        TrainingJobs.Trainer().Train(TrainingJobs.Distilled() with { Architecture = TrainingJobs.Guided }, progress, TestContext.Current.CancellationToken);
        Assert.All(counts, count => Assert.Equal(counts[0], count));
    }

    private static TrainingResult Train(TrainingJob job) => TrainingJobs.Trainer().Train(job, NoProgress.Instance, TestContext.Current.CancellationToken);

    /// <summary>Share of the pixels of random images that a trained student and the teacher see differently.</summary>
    private static double Disagreement(TrainingJob job)
    {
        using var scope = torch.NewDisposeScope();
        var size = job.Samples.Dataset.Size;
        var teacher = TrainingJobs.Teacher(1);
        using var student = new TeacherNetwork(new Teacher(job.Architecture, Train(job).Weights, teacher.Normalization), size, teacher.Normalization, torch.CPU);
        using var network = new TeacherNetwork(teacher, size, teacher.Normalization, torch.CPU);
        var images = TestNetworks.RandomImages(teacher.Architecture.Lower(size), batch: 8);
        return student.Predict(images).argmax(1).ne(network.Predict(images).argmax(1)).to(torch.float32).mean().item<float>();
    }

    private static Tensor Normalized(Tensor pixels, Normalization normalization) => pixels.sub(PerChannel(normalization.Mean)).div(PerChannel(normalization.Std));

    private static Tensor PerChannel(IEnumerable<double> values) => torch.tensor([.. values.Select(value => (float)value)], [1, 3, 1, 1]);
}
