using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

/// <summary>Simulated studies of two objectives, with and without a pruner, compared.</summary>
internal static class Simulated
{
    public static Objective[] Objectives { get; } = [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.Macs, Direction.Minimize)];

    private static readonly ReferencePoint Reference = new([-1, 0], [0, 8e7]);

    /// <summary>Share of epochs saved, and share of the true hypervolume lost, against the same trials without a pruner.</summary>
    public static (double Saved, double Lost) Compare(PrunerOptions options, EvaluationPlan plan, int trials, ulong seed, double noise = 0.005, int workers = 2)
    {
        var drawn = SimulatedTrial.Draw(trials, seed);
        var ends = new SimulatedTrainings(options, plan, Objectives) { Noise = noise, Workers = workers, Seed = seed }.Run(drawn);
        var full = Share(drawn);
        var saved = 1 - ends.Sum(end => end.Epochs) / (double)(trials * plan.Epochs);
        return (saved, 1 - Share(ends.Where(end => end.Reason is null).Select(end => end.Trial)) / full);
    }

    /// <summary>True costs of a trial.</summary>
    public static double[] Costs(SimulatedTrial trial) => [-trial.Quality, trial.Macs];

    private static double Share(IEnumerable<SimulatedTrial> trials) => Reference.Share([.. trials.Select(Costs)]);
}
