using NasFuse.Torch.Training;

namespace NasFuse.Torch.Tests.Training;

/// <summary>TorchSharp frees numbers and tensors that nobody holds, even while native code reads them; a training must hold what it uses.</summary>
public sealed class GarbageCollectionTests
{
    [Fact]
    public void Collections_on_another_thread_change_nothing()
    {
        var specification = TrainingJobs.Quick with { Epochs = 30, Ema = 0.9, ClipNorm = 1 };
        var calm = Train();
        using var stop = new CancellationTokenSource();
        var churn = new Thread(() => Churn(stop.Token));
        churn.Start();
        var disturbed = Train();
        stop.Cancel();
        churn.Join();
        Assert.All(calm.Weights.Names, name => Assert.Equal(calm.Weights[name], disturbed.Weights[name]));

        TrainingResult Train() => TrainingJobs.Trainer().Train(TrainingJobs.Job(specification), NoProgress.Instance, TestContext.Current.CancellationToken);
    }

    private static void Churn(CancellationToken stop)
    {
        var kept = new byte[64][];
        while (!stop.IsCancellationRequested)
        {
            for (var i = 0; i < 2000; i++) kept[i % kept.Length] = new byte[20_000];
            Thread.Yield();
        }
    }
}
