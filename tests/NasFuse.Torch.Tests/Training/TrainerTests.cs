using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data;
using NasFuse.Data.Loading;
using NasFuse.Torch.Training;

namespace NasFuse.Torch.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void Learns_what_is_easy()
    {
        var result = TrainingJobs.Trainer().Train(TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 12 }), NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(12, result.History.Length);
        Assert.True(result.History[^1].Loss < result.History[0].Loss / 2, $"loss went from {result.History[0].Loss} to {result.History[^1].Loss}");
        Assert.True(result.Confusion.MeanIntersectionOverUnion > 0.6, $"mIoU is {result.Confusion.MeanIntersectionOverUnion}");
        Assert.Equal(result.Confusion.MeanIntersectionOverUnion, result.History[^1].MeanIou);
        Assert.Equal(8 * 23 * 32, result.Confusion.Pixels);
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy)]
    [InlineData(LossKind.Bootstrapped)]
    public void Learns_what_is_easy_with_dropout_and_a_detail_head_and_ships_neither(LossKind loss)
    {
        var job = TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 16, Loss = loss }) with { Architecture = TrainingJobs.Guided };
        var result = TrainingJobs.Trainer().Train(job, NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.True(result.Confusion.MeanIntersectionOverUnion > 0.6, $"mIoU is {result.Confusion.MeanIntersectionOverUnion}");
        Assert.Contains("det/conv1x1/weight", result.Weights.Names);
        Assert.DoesNotContain(result.Weights.RestrictTo(job.Architecture.Lower(new(24, 32)).Deployed()).Names, name => name.StartsWith("det/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_detail_head_changes_what_is_learned()
    {
        double Loss(string detail) => TrainingJobs.Trainer().Train(
            TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 1 }) with { Architecture = ArchitectureText.Parse(ArchitectureText.Format(TrainingJobs.Guided).Replace("#detail=1", detail, StringComparison.Ordinal)) },
            NoProgress.Instance, TestContext.Current.CancellationToken).History[0].Loss;
        Assert.InRange(Loss("#detail=2") - Loss("#detail=0.000001"), 1, 5);
    }

    [Fact]
    public void Validates_when_asked_to_and_always_at_the_end()
    {
        var result = TrainingJobs.Trainer().Train(TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 5, EvaluateEvery = 2 }), NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal([false, true, false, true, true], result.History.Select(epoch => epoch.MeanIou is not null));
    }

    [Fact]
    public void Trains_on_crops_and_validates_on_whole_images()
    {
        var specification = TrainingJobs.Quick with { Epochs = 1, Augmentation = new AugmentationSpecification { Crop = [16, 20] } };
        Assert.Equal(8 * 23 * 32, TrainingJobs.Trainer().Train(TrainingJobs.Job(specification), NoProgress.Instance, TestContext.Current.CancellationToken).Confusion.Pixels);
    }

    [Fact]
    public void A_rate_that_is_far_too_large_ends_with_a_message_that_says_where()
    {
        var specification = TrainingJobs.Quick with { LearningRate = 100, Optimizer = OptimizerKind.Sgd, WarmUp = 0, Epochs = 20, Loss = LossKind.CrossEntropy };
        var diverged = Assert.Throws<TrainingDivergedException>(() => TrainingJobs.Trainer().Train(TrainingJobs.Job(specification), NoProgress.Instance, TestContext.Current.CancellationToken));
        Assert.Matches(@"epoch \d+, step \d+, at learning rate", diverged.Message);
    }

    [Fact]
    public void Mixed_precision_on_the_cpu_is_a_user_error() =>
        Assert.Equal(ErrorCodes.Contradiction, Error(TrainingJobs.Job(TrainingJobs.Quick with { Precision = PrecisionKind.Mixed })));

    [Fact]
    public void An_architecture_for_other_classes_is_a_user_error()
    {
        var architecture = ArchitectureText.Parse("out: 1/1 x5 = conv(k=1,bn=0,act=none) <- image");
        Assert.Equal(ErrorCodes.Contradiction, Error(TrainingJobs.Job() with { Architecture = architecture }));
    }

    [Fact]
    public void Batches_without_a_labelled_pixel_are_passed_over()
    {
        var job = TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 1, ClassWeights = ClassWeighting.None }) with { Samples = new SampleCache(new VoidDataset(), 16) };
        var result = TrainingJobs.Trainer().Train(job, NoProgress.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(0, result.History[0].Loss);
        Assert.Equal(0, result.Confusion.Pixels);
    }

    [Fact]
    public void Steps_keep_the_number_of_tensors_constant()
    {
        var counts = new List<long>();
        var progress = new StepProgress(() => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        TrainingJobs.Trainer().Train(TrainingJobs.Job(TrainingJobs.Quick with { Epochs = 10, Ema = 0.9, ClipNorm = 1 }), progress, TestContext.Current.CancellationToken);
        Assert.Equal(60, counts.Count);
        Assert.All(counts, count => Assert.Equal(counts[0], count));
    }

    private static string Error(TrainingJob job) =>
        Assert.Throws<UserErrorException>(() => TrainingJobs.Trainer().Train(job, NoProgress.Instance, TestContext.Current.CancellationToken)).Diagnostics.Single().Code;

    private sealed class VoidDataset() : SegmentationDataset("void", new(24, 32), [.. ((string[])["a", "b", "c"]).Select(name => new SegmentationClass(name, default))])
    {
        public override int Count(Split split) => 8;

        public override SegmentationSample LoadOriginal(Split split, int index)
        {
            var labels = new byte[24 * 32];
            Array.Fill(labels, Void);
            var rgb = new byte[3 * labels.Length];
            new Random(index).NextBytes(rgb);
            return new SegmentationSample($"{index}", Size, rgb, labels);
        }

        protected override IEnumerable<string> FingerprintLines() => [];
    }
}
