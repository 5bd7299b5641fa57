using System.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Benchmarks;

/// <summary>How fast samplers propose when they have been told many trials.</summary>
public static class SamplerBenchmark
{
    private static readonly Objective[] Objectives = [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.LatencyMs, Direction.Minimize)];

    /// <summary>Random architectures built per second, one thread.</summary>
    public static double SamplesPerSecond(SearchSpace space, int samples)
    {
        var random = RandomStreams.Create(1, "benchmark");
        for (var i = 0; i < 200; i++) space.Sample(random);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < samples; i++) space.Sample(random);
        return samples / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Random architectures built per second of processor time of the whole process, which a busy machine changes little.</summary>
    public static double SamplesPerProcessorSecond(SearchSpace space, int samples)
    {
        var random = RandomStreams.Create(1, "benchmark");
        for (var i = 0; i < 200; i++) space.Sample(random);
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < samples; i++) space.Sample(random);
        return samples / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>Nodes of a random architecture, on average.</summary>
    public static double MeanNodes(SearchSpace space, int samples)
    {
        var random = RandomStreams.Create(1, "benchmark");
        return Enumerable.Range(0, samples).Average(_ => space.Sample(random).Architecture.Nodes.Length);
    }

    /// <summary>Asks per second right after <paramref name="told"/> trials with made-up values; each ask is told too.</summary>
    public static double AsksPerSecond(SamplerOptions options, SearchSpace space, int told, int asks)
    {
        var (sampler, history) = (options.Create(), new SamplerHistory());
        for (var number = 0; number < told; number++) AskAndTell(number);
        var watch = Stopwatch.StartNew();
        for (var number = told; number < told + asks; number++) AskAndTell(number);
        return asks / watch.Elapsed.TotalSeconds;

        void AskAndTell(int number)
        {
            var random = RandomStreams.Create(1, "sampler", number);
            var proposal = sampler.Ask(new SamplerContext(number, space, Objectives, random, _ => false, history))!;
            var values = new[] { random.NextDouble(), random.NextDouble() * proposal.Architecture.Nodes.Length };
            var finished = new FinishedTrial(number, proposal.Assignment, values, 0);
            history.Add(finished);
            sampler.Tell(finished);
        }
    }

    /// <summary>Seconds until the first ask of a sampler that is told many trials at once, as after a long pause.</summary>
    public static double SecondsToDigest(SamplerOptions options, SearchSpace space, int told)
    {
        var (sampler, history) = (options.Create(), new SamplerHistory());
        var random = RandomStreams.Create(2, "benchmark");
        for (var number = 0; number < told; number++)
        {
            var finished = new FinishedTrial(number, space.Sample(random).Assignment, [random.NextDouble(), random.NextDouble()], 0);
            history.Add(finished);
            sampler.Tell(finished);
        }
        var watch = Stopwatch.StartNew();
        sampler.Ask(new SamplerContext(told, space, Objectives, random, _ => false, history));
        return watch.Elapsed.TotalSeconds;
    }
}
