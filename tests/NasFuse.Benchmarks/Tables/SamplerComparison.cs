using NasFuse.Core.Measurement;
using NasFuse.Core.Samplers;
using NasFuse.TestKit.Samplers;

namespace NasFuse.Benchmarks.Tables;

/// <summary>Median and quartiles of the share of the true hypervolume after so many evaluations.</summary>
internal sealed record ShareSummary(int Evaluations, double Lower, double Median, double Upper)
{
    /// <summary><c>0.987 (0.980..0.989)</c>.</summary>
    public string Text => $"{Median:F3} ({Lower:F3}..{Upper:F3})";

    public static ShareSummary Of(int evaluations, IEnumerable<double> shares)
    {
        var sorted = shares.Order().ToArray();
        return new ShareSummary(evaluations, Quantiles.OfSorted(sorted, 0.25), Quantiles.OfSorted(sorted, 0.5), Quantiles.OfSorted(sorted, 0.75));
    }
}

/// <summary>Runs samplers on a problem, one evaluation after another, for several seeds.</summary>
internal static class SamplerComparison
{
    public static readonly int[] Checkpoints = [50, 100, 200];

    public static ShareSummary[] Run(SamplerOptions options, TableProblem problem, int seeds)
    {
        var shares = new double[seeds][];
        Parallel.For(0, seeds, seed => shares[seed] = RunOnce(options, problem, (ulong)seed + 1));
        return [.. Checkpoints.Select((evaluations, i) => ShareSummary.Of(evaluations, shares.Select(ofSeed => ofSeed[i])))];
    }

    private static double[] RunOnce(SamplerOptions options, TableProblem problem, ulong seed)
    {
        var study = new SimulatedStudy(options.Create(), problem.Space, problem.Objectives, seed);
        study.Run(Checkpoints[^1], (number, assignment) => new FinishedTrial(number, assignment, problem.Signal(assignment), 0));
        return [.. Checkpoints.Select(evaluations => problem.Share(study.Proposals.Take(evaluations).Select(proposal => proposal.Assignment)))];
    }
}
