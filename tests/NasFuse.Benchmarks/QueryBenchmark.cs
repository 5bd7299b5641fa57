using System.Collections.Immutable;
using System.Diagnostics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sources;
using NasFuse.Storage.Queries.Sql;
using NasFuse.TestKit;

namespace NasFuse.Benchmarks;

/// <summary>How fast questions about a large study are answered from its database: real architectures, choices, classes.</summary>
/// <remarks>
/// Processor time of the whole process, which a busy machine changes little, and its ratio to LiteDB's own scan of the same trials (one SELECT of two
/// fields). The median of five runs after one that warms up.
/// </remarks>
public static class QueryBenchmark
{
    private const int Runs = 5;

    private static readonly (string Name, TrialQuery Query)[] Queries =
    [
        ("one trial by its number", new() { Where = "number = 77", Select = "number, state" }),
        ("where on objectives, order, limit", new()
        {
            Where = "objectives.latencyMs < 20 or state = 'failed'", Order = "objectives.miou desc", Limit = 20,
                Select = "number, objectives.miou, objectives.latencyMs",
        }),
        ("where on arch.fusions, order, limit",
            new() { Where = "arch.fusions contains 'ffm'", Order = "objectives.miou desc", Limit = 20, Select = "number, objectives.miou" }),
        ("where on a choice, order, limit",
            new() { Where = "choices.head/width = 48", Order = "objectives.miou desc", Limit = 20, Select = "number, objectives.miou" }),
        ("group by a choice, count and mean", new() { GroupBy = "choices.head/fusion", Select = "count, mean(objectives.miou)" }),
        ("three columns of all trials", new() { Select = "number, objectives.miou, objectives.latencyMs" }),
        ("all usual fields of all trials", new()),
    ];

    /// <summary>What was measured.</summary>
    /// <param name="Name">The question.</param>
    /// <param name="ProcessorMs">Processor time.</param>
    /// <param name="WallMs">Time by the clock.</param>
    /// <param name="Ratio">Processor time over that of LiteDB's scan.</param>
    /// <param name="InMemoryMs">Processor time of the same question to trials in memory, as a dashboard holds them; null where they are too many.</param>
    /// <param name="PeakMiB">Managed memory at the end of the question, MiB above that before it.</param>
    public sealed record Row(string Name, double ProcessorMs, double WallMs, double Ratio, double? InMemoryMs, double PeakMiB);

    /// <summary>Measures in a folder of its own, which is deleted afterwards.</summary>
    public static IReadOnlyList<Row> Run(int trials)
    {
        var root = Directory.CreateTempSubdirectory("nasfuse-benchmark").FullName;
        try
        {
            var folder = StudyFolders.ForNew(root, "bench");
            Write(folder, trials);
            using var reader = LiteDbTrialReader.Open(folder);
            var scan = Measure(() => SqlQuery.Run(reader, "SELECT number, objectives.miou AS miou FROM trials").Count);
            var memory = trials <= 10_000 ? reader.Trials() : null;
            return [.. Queries.Select(pair => Ask(pair.Name, pair.Query, reader, memory, scan.ProcessorMs))];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Row Ask(string name, TrialQuery query, LiteDbTrialReader reader, IReadOnlyList<Trial>? memory, double scanMs)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (processorMs, wallMs) = Measure(() => query.Over(new StoredTrials(reader, 5)).Rows.Count());
        var grown = (GC.GetTotalMemory(forceFullCollection: false) - before) / (double)(1 << 20);
        return new Row(name, processorMs, wallMs, processorMs / scanMs, memory is null ? null
            : Measure(() => query.Run(memory).Rows.Count).ProcessorMs, grown);
    }

    private static (double ProcessorMs, double WallMs) Measure(Func<int> work)
    {
        work();
        var (processor, wall) = (new double[Runs], new double[Runs]);
        for (var i = 0; i < Runs; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            work();
            (processor[i], wall[i]) = ((Environment.CpuUsage.TotalTime - before).TotalMilliseconds, watch.Elapsed.TotalMilliseconds);
        }
        Array.Sort(processor);
        Array.Sort(wall);
        return (processor[Runs / 2], wall[Runs / 2]);
    }

    private static void Write(StudyFolder folder, int count)
    {
        var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "fusion-lattice", SpaceFile.FileName)).Create(11);
        using var store = LiteDbTrialStore.Open(folder);
        // Callers that wait together share a commit.
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, number => store.Propose(Create(number, space), []));
    }

    private static Trial Create(int number, SearchSpace space)
    {
        var random = RandomStreams.Create(1, "benchmark", number);
        var proposal = space.Sample(random);
        return new Trial
        {
            Number = number, State = TrialState.Complete, ArchitectureId = random.NextInt64().ToString("x16"),
            Architecture = ArchitectureText.Format(proposal.Architecture), Assignment = proposal.Assignment, Seed = (ulong)random.NextInt64(),
            Parameters = random.Next(1_000_000), Macs = random.Next(100_000_000), ActivationBytes = random.Next(1_000_000), Epochs = 5, TrainSeconds = 66,
            Device = "cpu (2 threads)", LatencyBackend = "torch 2.10 cpu fp32, 2 threads, batch 1, 180x240, median of 40",
            Proposed = DateTimeOffset.UnixEpoch.AddMinutes(number), Finished = DateTimeOffset.UnixEpoch.AddMinutes(number + 1),
            Metrics = Values(["miou", "latencyMs", "latencyP95Ms", "pixelAccuracy"], random, 40),
            ClassIou = Values(Enumerable.Range(0, 11).Select(id => $"class {id}"), random, 1),
        };
    }

    private static ImmutableSortedDictionary<string, double> Values(IEnumerable<string> names, Random random, double largest) =>
        names.ToImmutableSortedDictionary(name => name, _ => largest * random.NextDouble(), StringComparer.Ordinal);
}
