using NasFuse.Core.Studies;
using NasFuse.Torch.Training;

namespace NasFuse.Torch.Tests.Training.Checkpoints;

/// <summary>A checkpoint that cannot be used is noted, and the training starts over; nothing crashes.</summary>
public sealed class DamagedCheckpointTests
{
    [Fact]
    public void Damage_anywhere_is_found() => Gen.Double[0, 1].Select(Gen.Int[0, 2]).Sample(
        (where, kind) =>
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("checkpoint.bin");
            Stop(TrainingJobs.Job(checkpoint: path), afterStep: 3);
            var bytes = File.ReadAllBytes(path);
            var at = (int)(where * (bytes.Length - 1));
            if (kind == 0) bytes[at] ^= 0x10;
            File.WriteAllBytes(path, kind switch { 0 => bytes, 1 => bytes[..at], _ => [.. bytes, 0] });
            AssertStartsOver(TrainingJobs.Job(checkpoint: path));
        },
        iter: 12, threads: 1);

    [Fact]
    public void A_checkpoint_of_another_training_is_not_used()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("checkpoint.bin");
        Stop(TrainingJobs.Job(checkpoint: path), afterStep: 3);
        AssertStartsOver(TrainingJobs.Job(checkpoint: path, seed: 8));
        Stop(TrainingJobs.Job(checkpoint: path), afterStep: 3);
        AssertStartsOver(TrainingJobs.Job(TrainingJobs.Quick with { Optimizer = OptimizerKind.Sgd }, path));
    }

    [Fact]
    public void A_checkpoint_is_written_after_every_epoch()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("checkpoint.bin");
        var step = 0;
        var writes = new HashSet<string>();
        var progress = new StepProgress(() =>
        {
            if (++step % 6 == 1 && File.Exists(path)) writes.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
        });
        TrainingJobs.Trainer().Train(TrainingJobs.Job(checkpoint: path), progress, TestContext.Current.CancellationToken);
        Assert.Equal(2, writes.Count);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    private static void Stop(TrainingJob job, int afterStep)
    {
        using var cancellation = new CancellationTokenSource();
        var step = 0;
        var progress = new StepProgress(() =>
        {
            if (++step == afterStep) cancellation.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingJobs.Trainer().Train(job, progress, cancellation.Token));
    }

    private static void AssertStartsOver(TrainingJob job)
    {
        using var cancellation = new CancellationTokenSource();
        var notes = new List<string>();
        var places = new List<int>();
        var progress = new FirstStep(places, cancellation);
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingJobs.Trainer(notes).Train(job, progress, cancellation.Token));
        Assert.Equal([1], places);
        Assert.StartsWith("training starts over: ", Assert.Single(notes), StringComparison.Ordinal);
    }

    private sealed class FirstStep(List<int> places, CancellationTokenSource cancellation) : ITrialProgress
    {
        public void Epoch(EpochRecord epoch) => Assert.Fail("an epoch was told");

        public void Step(int epoch, int step, int steps, double loss)
        {
            places.Add((epoch - 1) * steps + step);
            cancellation.Cancel();
        }
    }
}
