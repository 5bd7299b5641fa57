using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Pruners;

/// <summary>Options of <see cref="HyperbandPruner"/>.</summary>
[Pruner("hyperband", "brackets of asha that differ in how early they prune (Li et al. 2018)")]
public sealed record HyperbandOptions : PrunerOptions
{
    /// <summary>Epoch of the first rung of the most eager bracket, 1..100,000.</summary>
    [Range(1, 100_000)] public int MinEpochs { get; init; } = 1;

    /// <summary>One of so many goes on at each rung, and the next rung is so many times further, 2..100.</summary>
    [Range(2, 100)] public int ReductionFactor { get; init; } = 3;

    /// <inheritdoc/>
    public override int FirstEpoch => MinEpochs;

    /// <inheritdoc/>
    public override IPruner Create() => new HyperbandPruner(this);
}

/// <summary>Hyperband with asynchronous brackets (Li et al., JMLR 2018; brackets as in Falkner, Klein and Hutter, ICML 2018, and Optuna).</summary>
/// <remarks>
/// Bracket <c>b</c> has its first rung at <c>minEpochs · reductionFactorᵇ</c>; the last bracket has none below the full budget, so it prunes nothing and
/// guards against early values that mislead. A trial's bracket is drawn from a hash of the study's seed and its number, with probabilities
/// such that the brackets get about equal shares of epochs. Trials compete within their bracket only.
/// </remarks>
/// <param name="options">First rung and reduction.</param>
public sealed class HyperbandPruner(HyperbandOptions options) : IPruner
{
    /// <inheritdoc/>
    public string? Decide(PrunerContext context)
    {
        var weights = Weights(context.Plan.Epochs);
        var bracket = BracketOf(context.Trial.Number, context.Seed, weights);
        var halving = new SuccessiveHalving(FirstRungs(context.Plan.Epochs)[bracket], options.ReductionFactor);
        var reason = halving.Decide(context, other => BracketOf(other.Number, context.Seed, weights) == bracket);
        return reason is null ? null : $"bracket {bracket}: {reason}";
    }

    /// <summary>Bracket of a trial, 0-based, the most eager first.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="epochs">The full budget.</param>
    public int BracketOf(int number, ulong seed, int epochs) => BracketOf(number, seed, Weights(epochs));

    private static int BracketOf(int number, ulong seed, int[] weights)
    {
        var lot = (long)(RandomStreams.Derive(seed, "hyperband", number) % (ulong)weights.Sum());
        for (var bracket = 0; ; bracket++)
        {
            lot -= weights[bracket];
            if (lot < 0) return bracket;
        }
    }

    private int[] FirstRungs(int epochs)
    {
        var rungs = new List<int>();
        for (long epoch = options.MinEpochs; epoch <= epochs; epoch *= options.ReductionFactor) rungs.Add((int)epoch);
        return rungs.Count == 0 ? [options.MinEpochs] : [.. rungs];
    }

    /// <summary>Trials per bracket in proportion: <c>⌈brackets · reductionFactorˢ / (s + 1)⌉</c> with s rungs left (Hyperband, algorithm 1, line 3).</summary>
    private int[] Weights(int epochs)
    {
        var brackets = FirstRungs(epochs).Length;
        return [.. Enumerable.Range(0, brackets).Select(b => brackets - 1 - b)
            .Select(s => (int)Math.Ceiling(brackets * Math.Pow(options.ReductionFactor, s) / (s + 1)))];
    }
}
