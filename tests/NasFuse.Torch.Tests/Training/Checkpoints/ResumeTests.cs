using NasFuse.Core.Studies;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Training;

namespace NasFuse.Torch.Tests.Training.Checkpoints;

/// <summary>An interrupted and resumed training equals an unbroken one to the bit.</summary>
public sealed class ResumeTests
{
    /// <summary>Three epochs of six steps.</summary>
    private const int Steps = 18;

    private static readonly Dictionary<string, TrainingJob> s_jobs = new()
    {
        ["adamw"] = TrainingJobs.Job(),
        ["sgd, clipped, OHEM"] = TrainingJobs.Job(TrainingJobs.Quick with { Optimizer = OptimizerKind.Sgd, ClipNorm = 0.5, Loss = LossKind.Ohem }),
        ["average, cosine"] = TrainingJobs.Job(TrainingJobs.Quick with { Ema = 0.95, Schedule = ScheduleKind.Cosine, EvaluateEvery = 2 }),
        ["dropout, detail head, bootstrapped"] = TrainingJobs.Job(TrainingJobs.Quick with { Loss = LossKind.Bootstrapped }) with { Architecture = TrainingJobs.Guided },
        ["distillation into dropout"] = TrainingJobs.Distilled() with { Architecture = TrainingJobs.Guided },
    };

    public static TheoryData<int, string> Cases { get; } = new(
        from threads in (int[])[1, 2]
        from name in s_jobs.Keys
        select (threads, name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Resumed_equals_unbroken_to_the_bit(int threads, string name)
    {
        TorchRuntime.UseThreads(threads);
        var job = s_jobs[name];
        var unbroken = TrainingJobs.Trainer().Train(job, NoProgress.Instance, TestContext.Current.CancellationToken);
        Gen.Int[1, Steps - 1].Array[1, 3].Sample(stops => AssertEqual(unbroken, Interrupted(job, [.. stops.Distinct()])), iter: 4, threads: 1);
    }

    [Fact]
    public void A_training_that_stopped_in_its_last_validation_goes_on_with_it()
    {
        var unbroken = TrainingJobs.Trainer().Train(TrainingJobs.Job(), NoProgress.Instance, TestContext.Current.CancellationToken);
        AssertEqual(unbroken, Interrupted(TrainingJobs.Job(), [6, 12, 18]));
    }

    [Fact]
    public void A_finished_training_is_validated_again_and_not_trained_again()
    {
        using var folder = new TemporaryFolder();
        var job = TrainingJobs.Job(checkpoint: folder.File("checkpoint.bin"));
        var first = TrainingJobs.Trainer().Train(job, NoProgress.Instance, TestContext.Current.CancellationToken);
        var progress = new StepProgress(() => Assert.Fail("a step was trained"));
        AssertEqual(first, TrainingJobs.Trainer().Train(job, progress, TestContext.Current.CancellationToken));
        Assert.Equal([1, 2, 3], progress.Epochs.Select(epoch => epoch.Epoch));
    }

    /// <summary>Trains, but is cancelled after each of some steps and begun anew by a new trainer.</summary>
    private static TrainingResult Interrupted(TrainingJob job, HashSet<int> stops)
    {
        using var folder = new TemporaryFolder();
        var notes = new List<string>();
        var step = 0;
        while (true)
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new StepProgress(() =>
            {
                if (stops.Contains(++step)) cancellation.Cancel();
            });
            try
            {
                var result = TrainingJobs.Trainer(notes).Train(job with { Checkpoint = folder.File("checkpoint.bin") }, progress, cancellation.Token);
                Assert.Equal(Steps, step);
                Assert.Empty(notes);
                return result;
            }
            catch (OperationCanceledException)
            {
                Assert.Contains(step, stops);
            }
        }
    }

    private static void AssertEqual(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(expected.Weights.Names, actual.Weights.Names);
        Assert.All(expected.Weights.Names, name => Assert.Equal(expected.Weights[name], actual.Weights[name]));
        Assert.Equal(expected.History.Select(Untimed), actual.History.Select(Untimed));
        for (var truth = 0; truth < expected.Confusion.Classes; truth++)
            for (var prediction = 0; prediction < expected.Confusion.Classes; prediction++) Assert.Equal(expected.Confusion[truth, prediction], actual.Confusion[truth, prediction]);
    }

    private static EpochRecord Untimed(EpochRecord epoch) => epoch with { ImagesPerSecond = 0, Seconds = 0 };
}
