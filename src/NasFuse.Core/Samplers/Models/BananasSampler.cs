using System.Text.Json.Nodes;

namespace NasFuse.Core.Samplers.Models;

/// <summary>BANANAS: an ensemble of neural predictors over path encodings, independent Thompson sampling, and candidates by mutation of the best.</summary>
/// <remarks>
/// <para>Source: White, Neiswanger and Savani (AAAI 2021): path encoding (section 4.1, <see cref="PathEncoding"/>), ensemble (4.2,
/// <see cref="NetworkEnsemble"/>), independent Thompson sampling (4.3): every candidate draws its costs from the ensemble's mean and deviation. For several
/// objectives the candidate with the largest gain of hypervolume under its draw is proposed, and the draws keep parallel workers apart. Violations are
/// predicted by one output more; a candidate that draws one is behind all others. Pruned trials teach what is foretold of them and are in no front.</para>
/// <para>A proposal is a function of the history, the trial's number and its random stream; nothing is saved. Training costs O(members · steps · 32 · traits
/// · hidden), whatever the length of the history.</para>
/// </remarks>
/// <param name="options">Startup, ensemble and candidates.</param>
public sealed class BananasSampler(BananasOptions options) : ISampler
{
    private const int Parents = 24;

    private readonly EvidenceReader _reader = new();
    private readonly PathMemory _paths = new();

    /// <inheritdoc/>
    /// <remarks>When every candidate is known, random architectures are tried, and then a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        var evidence = _reader.Read(context);
        if (evidence.Count < options.StartupTrials) return Sample(context);
        var ranked = evidence.Ranked();
        var pool = new CandidatePool(context, evidence);
        pool.Sample(options.Candidates / 10);
        for (var i = 0; pool.Candidates.Count < options.Candidates && i < 2 * options.Candidates; i++)
            pool.Mutate(ranked[i % Math.Min(ranked.Length, Parents)].Assignment, 1);
        var acquisition = new ThompsonAcquisition(context, evidence, _paths, options);
        return pool.Best([.. pool.Candidates.Select(acquisition.Of)]) ?? Sample(context);
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

    private static Proposal Sample(SamplerContext context) => Novelty.Find(context, 64, () => context.Space.Sample(context.Random));
}
