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

    /// <summary>Median time of an ask after so many trials with made-up values, the last of a few told one by one; each ask is told too.</summary>
    public static double MsPerAsk(SamplerOptions options, SearchSpace space, int told)
    {
        const int Asks = 15;
        var (sampler, history, random) = (options.Create(), new SamplerHistory(), RandomStreams.Create(2, "benchmark"));
        for (var number = 0; number < told; number++) Tell(number, space.Sample(random));
        var times = new double[Asks];
        for (var i = 0; i < Asks; i++)
        {
            var number = told + i;
            var context = new SamplerContext(number, space, Objectives, RandomStreams.Create(1, "sampler", number), _ => false, history);
            var watch = Stopwatch.StartNew();
            var proposal = sampler.Ask(context)!;
            times[i] = watch.Elapsed.TotalMilliseconds;
            Tell(number, proposal);
        }
        Array.Sort(times);
        return times[Asks / 2];

        void Tell(int number, Proposal proposal)
        {
            var finished = new FinishedTrial(number, proposal.Assignment, [random.NextDouble(), random.NextDouble() * proposal.Architecture.Nodes.Length], 0);
            history.Add(finished);
            sampler.Tell(finished);
        }
    }
}
