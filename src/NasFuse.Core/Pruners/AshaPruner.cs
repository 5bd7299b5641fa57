using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.Pruners;

/// <summary>Options of <see cref="AshaPruner"/>.</summary>
[Pruner("asha", "asynchronous successive halving: at each rung the best share goes on (Li et al. 2020)")]
public sealed record AshaOptions : PrunerOptions
{
    /// <summary>Epoch of the first rung, 1..100,000.</summary>
    [Range(1, 100_000)] public int MinEpochs { get; init; } = 1;

    /// <summary>One of so many goes on at each rung, and the next rung is so many times further, 2..100.</summary>
    [Range(2, 100)] public int ReductionFactor { get; init; } = 3;

    /// <inheritdoc/>
    public override int FirstEpoch => MinEpochs;

    /// <inheritdoc/>
    public override IPruner Create() => new AshaPruner(this);
}

/// <summary>Asynchronous successive halving (ASHA; Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020).</summary>
/// <remarks>
/// In the stop-or-continue form of Optuna and Ray: a trial that reaches a rung goes on at once when it is among the best
/// <c>1 / reductionFactor</c> of all trials that have reached it by then (of fewer than that many, only the best one), and ends otherwise. A
/// trial that ended is not taken up again by the pruner when later ones turn out worse, which the paper's promotions would do; <c>promote</c>
/// can. So nothing ever waits, and the first trials of a study meet no rivals and run on. Places with several objectives: <see cref="RungRank"/>.
/// </remarks>
/// <param name="options">First rung and reduction.</param>
public sealed class AshaPruner(AshaOptions options) : IPruner
{
    private readonly SuccessiveHalving _bracket = new(options.MinEpochs, options.ReductionFactor);

    /// <inheritdoc/>
    public string? Decide(PrunerContext context) => _bracket.Decide(context, static _ => true);
}
