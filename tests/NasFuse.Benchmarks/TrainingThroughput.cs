using System.Diagnostics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Training;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace NasFuse.Benchmarks;

/// <summary>Training throughput of our network beside that of the hand-written loop.</summary>
/// <param name="ImagesPerSecond">Median of ours.</param>
/// <param name="HandWrittenImagesPerSecond">Median of the hand-written loop.</param>
/// <param name="Ratio">Median over the repetitions of ours divided by the hand-written loop's, higher is better.</param>
/// <param name="LowestRatio">Lowest of them.</param>
/// <param name="HighestRatio">Highest of them.</param>
public sealed record ThroughputRow(double ImagesPerSecond, double HandWrittenImagesPerSecond, double Ratio, double LowestRatio, double HighestRatio);

/// <summary>Our training step against a hand-written TorchSharp loop of the same network on the same data in memory, taking turns in one process.</summary>
/// <remarks>
/// Images arranged channels last would be 1.4 times as fast to train on (AVX-512, 2 threads), for both sides. They are not, because oneDNN's
/// kernels for that layout in libtorch 2.10 corrupt memory at some small shapes: a third of the runs of a test on random graphs crashed, none without.
/// </remarks>
public static class TrainingThroughput
{
    private const int Batch = 8;
    private const int Classes = 11;
    private static readonly Size s_size = new(180, 240);

    private static readonly Architecture s_architecture = ArchitectureText.Parse(
        """
        s2:  1/2  x16 = conv(s=2) <- image
        s4:  1/4  x24 = mb(k=3,e=3,s=2) <- s2
        s8:  1/8  x32 = mb(k=3,e=3,s=2) <- s4
        s16: 1/16 x64 = mb(k=3,e=4,s=2) <- s8
        f8:  1/8  x32 = conv <- add{s16>c1>up; s8}
        f4:  1/4  x32 = conv <- add{f8>up; s4>c1}
        cls: 1/4  x11 = conv(k=1,bn=0,act=none) <- f4
        out: 1/1  x11 = id <- cls>up
        """);

    /// <summary>Measures.</summary>
    /// <param name="threads">CPU threads.</param>
    /// <param name="repetitions">Turns of each side; the first one, which warms up, is not counted.</param>
    /// <param name="steps">Steps per turn.</param>
    public static ThroughputRow Run(int threads = 2, int repetitions = 9, int steps = 12)
    {
        TorchRuntime.UseThreads(threads);
        var batches = Enumerable.Range(0, 4).Select(MakeBatch).ToArray();
        var specification = new TrainingSpecification { ClassWeights = ClassWeighting.None };
        var graph = s_architecture.Lower(s_size);
        using var ours = new TrainingNetwork(graph, WeightInitializer.Create(graph, RandomStreams.Create(1, "weights")), specification, [], torch.CPU);
        using var theirs = new HandWrittenNetwork();
        if (theirs.parameters().Sum(p => p.numel()) != GraphCost.Of(graph).Parameters) throw new InvalidOperationException("the two networks differ");
        using var optimizer = torch.optim.AdamW(theirs.parameters(), specification.LearningRate, weight_decay: specification.WeightDecay);

        var turns = Enumerable.Range(0, repetitions + 1).Select(turn => turn % 2 == 0 ? (Ours: Ours(), Theirs: Theirs()) : Swap((Theirs(), Ours()))).Skip(1).ToArray();
        double[] ratios = [.. turns.Select(turn => turn.Ours / turn.Theirs).Order()];
        return new ThroughputRow(Median(turns.Select(turn => turn.Ours)), Median(turns.Select(turn => turn.Theirs)), Median(ratios), ratios[0], ratios[^1]);

        double Ours() => ImagesPerSecond(steps, batches, (images, labels) => ours.Step(images, labels, specification.LearningRate));

        double Theirs() => ImagesPerSecond(steps, batches, (images, labels) =>
        {
            optimizer.zero_grad();
            var loss = F.cross_entropy(theirs.forward(images), labels, ignore_index: 255);
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        });
    }

    private static double ImagesPerSecond(int steps, (float[] Images, long[] Labels)[] batches, Func<Tensor, Tensor, double> step)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++)
        {
            using var scope = torch.NewDisposeScope();
            var (images, labels) = batches[i % batches.Length];
            step(torch.tensor(images, [Batch, 3, s_size.Height, s_size.Width]), torch.tensor(labels, [Batch, s_size.Height, s_size.Width]));
        }
        return steps * Batch / watch.Elapsed.TotalSeconds;
    }

    private static (float[] Images, long[] Labels) MakeBatch(int index)
    {
        var random = RandomStreams.Create(1, "throughput", index);
        var area = s_size.Height * s_size.Width;
        var images = new float[Batch * 3 * area];
        for (var i = 0; i < images.Length; i++) images[i] = random.NextSingle() * 2 - 1;
        var labels = new long[Batch * area];
        for (var i = 0; i < labels.Length; i++) labels[i] = random.Next(Classes);
        return (images, labels);
    }

    private static (double Ours, double Theirs) Swap((double Theirs, double Ours) turn) => (turn.Ours, turn.Theirs);

    private static double Median(IEnumerable<double> values) => Core.Measurement.Quantiles.Median(values);
}
