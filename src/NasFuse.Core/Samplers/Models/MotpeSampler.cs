using System.Text.Json.Nodes;

namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Tree-structured Parzen estimator: of candidates drawn from the density l of good trials, the one where l is largest relative to the density g of the
/// others.
/// </summary>
/// <remarks>
/// <para>Sources: Bergstra et al. (NIPS 2011): the expected improvement rises with <c>l(x) / g(x)</c>; Ozaki, Tanigaki, Watanabe, Nomura and Onishi (Journal
/// of Artificial Intelligence Research 2022) for several objectives (<see cref="GoodBadSplit"/>); Falkner et al. (ICML 2018) for one density over all choices
/// (<see cref="ParzenMixture"/>).</para>
/// <para>A proposal is a function of the history, the trial's number and its random stream; nothing is saved. With n trials, c choices and k candidates it
/// costs O(n·c·k), and the sort of the history.</para>
/// </remarks>
/// <param name="options">Split, densities and candidates.</param>
public sealed class MotpeSampler(MotpeOptions options) : ISampler
{
    private readonly EvidenceReader _reader = new();

    /// <inheritdoc/>
    /// <remarks>When every candidate is known, random architectures are tried, and then a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        var evidence = _reader.Read(context);
        if (evidence.Count < options.StartupTrials) return Sample(context);
        var split = GoodBadSplit.Of(evidence, GoodOf(evidence.Count));
        var good = new ParzenMixture(evidence.Codes, split.Good, options.Smoothing);
        var bad = new ParzenMixture(evidence.Codes, split.Bad, options.Smoothing);
        var pool = new CandidatePool(context, evidence);
        var share = options.Smoothing / (split.Good.Count + 1);
        // What was proposed before is no candidate, so several draws may be needed for one.
        for (var draw = 0; draw < 8 * options.Candidates && pool.Candidates.Count < options.Candidates; draw++)
            pool.Draw(new ParzenChooser(split.Good, share, context.Random));
        return pool.Best([.. pool.Candidates.Select(candidate => good.LogDensity(candidate.Codes) - bad.LogDensity(candidate.Codes))]) ?? Sample(context);
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

    private int GoodOf(int trials)
    {
        var measure = options.Gamma == GammaRule.Linear ? trials : Math.Sqrt(trials);
        return Math.Clamp((int)Math.Ceiling(options.GammaFactor * measure), 1, Math.Min(options.MostGood, trials));
    }
}
