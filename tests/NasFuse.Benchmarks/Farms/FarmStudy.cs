using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Studies;
using NasFuse.TestKit;

namespace NasFuse.Benchmarks.Farms;

/// <summary>A study in a real search space for workers that sleep.</summary>
internal static class FarmStudy
{
    /// <summary>Name of the study.</summary>
    public const string Name = "farm";

    /// <summary>Makes it.</summary>
    /// <param name="trials">Trials until it ends.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="batch">Trials per batch of a synchronous study, or null.</param>
    public static Study Create(int trials, ulong seed, int? batch)
    {
        var space = SpaceFile.Read(RepositoryFolder.PathOf("search-spaces", "fusion-lattice", SpaceFile.FileName)).Create(11);
        return new Study(
            Name, space, [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.Parameters, Direction.Minimize)], [],
            new ReferencePoint([-1, 0], [0, 10_000_000]), new Size(180, 240), new BudgetSpecification { Trials = trials }, seed)
        {
            SynchronousBatch = batch,
        };
    }

    /// <summary>One that learns from batch to batch, so that what it proposes shows whether it was told the same; one that learns nothing where only speed counts.</summary>
    public static ISampler Sampler(int? batch) => batch is { } size ? new Nsga2Options { PopulationSize = size }.Create() : new RandomSamplerOptions().Create();
}
