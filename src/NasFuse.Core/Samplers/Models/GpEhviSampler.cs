using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Bayesian optimisation: Gaussian processes predict the objectives, and the candidate that promises the largest gain of hypervolume is proposed.
/// </summary>
/// <remarks>
/// <para>Sources: Emmerich, Yang, Deutz, Wang and Fonseca, "A Multicriteria Generalization of Bayesian Global Optimization" (2016), for the expected
/// hypervolume improvement (<see cref="StripGain"/>, <see cref="SampledGain"/>); Oh et al., COMBO (NeurIPS 2019), for kernels over choices, and White et al.,
/// BANANAS (AAAI 2021), for paths (<see cref="ArchitectureDistances"/>); Ginsbourger et al. (2010) for pending trials, which are believed to come out as
/// predicted; Gardner et al. (ICML 2014) for constraints: the gain is multiplied with the probability to be feasible. Pruned trials teach the values that are
/// foretold of them (<see cref="PartialResult.Foretold"/>) and are in no front.</para>
/// <para>A proposal is a function of the history, the trial's number and its random stream; nothing is saved. With n ≤
/// <see cref="GpEhviOptions.TrainingTrials"/> rows it costs O(n³) for the processes and O(n²) per candidate; beyond that it grows only with the sorting of
/// the history.</para>
/// </remarks>
/// <param name="options">Startup and effort.</param>
public sealed class GpEhviSampler(GpEhviOptions options) : ISampler
{
    private const int Parents = 24;
    private const int LocalSearchStarts = 5;
    private const int NeighboursPerStart = 8;

    private readonly EvidenceReader _reader = new();
    private readonly PathMemory _paths = new();

    /// <inheritdoc/>
    /// <remarks>When every candidate is known, random architectures are tried, and then a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        var evidence = _reader.Read(context);
        if (evidence.Count < options.StartupTrials) return Novelty.Find(context, 64, () => context.Space.Sample(context.Random));
        var acquisition = new GpAcquisition(context, evidence, _paths, options.TrainingTrials);
        var pool = new CandidatePool(context, evidence);
        var scores = new List<double>();

        var parents = evidence.Ranked()[..Math.Min(evidence.Count, Parents)];
        pool.Sample(options.Candidates / 2);
        for (var i = 0; i < options.Candidates / 2; i++) pool.Mutate(parents[i % parents.Length].Assignment, 1);
        Score();
        for (var round = 0; round < options.LocalSearchRounds; round++)
        {
            foreach (var start in Best(scores)) pool.AddNeighbours(pool.Candidates[start].Proposal.Assignment, NeighboursPerStart);
            Score();
        }
        return pool.Best(scores) ?? Novelty.Find(context, 64, () => context.Space.Sample(context.Random));

        void Score()
        {
            for (var i = scores.Count; i < pool.Candidates.Count; i++) scores.Add(acquisition.Of(pool.Candidates[i]));
        }
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
    }

    /// <inheritdoc/>
    public JsonObject Save() => [];

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
    }

    private static ImmutableArray<int> Best(List<double> scores) =>
        [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).Take(LocalSearchStarts)];
}
