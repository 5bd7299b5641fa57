using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Noise;

namespace NasFuse.Core.Pruners;

/// <summary>Options of <see cref="ParetoPruner"/>.</summary>
[Pruner("pareto", "ends only trials that with the measured noise are not on the Pareto front, now and by forecast")]
public sealed record ParetoOptions : PrunerOptions
{
    /// <summary>Probability, 0.5..0.9999, with which a trial must be dominated: one that may be on the front with more than one minus this goes on.</summary>
    [Range(0.5, 0.9999)] public double Confidence { get; init; } = 0.95;

    /// <summary>Epochs before anything is pruned, 1..100,000.</summary>
    [Range(1, 100_000)] public int MinEpochs { get; init; } = 1;

    /// <summary>
    /// Complete trials from which on the final values are forecast from early ones; before, only the largest gain seen so far counts. 4..10,000.
    /// </summary>
    [Range(4, 10_000)] public int StartupTrials { get; init; } = 8;

    /// <summary>Standard deviation of mIoU and pixel accuracy between seeds, 0..1. Default: measured from repeats and from the learning curves.</summary>
    [Range(0, 1)] public double? MiouStd { get; init; }

    /// <inheritdoc/>
    public override int FirstEpoch => MinEpochs;

    /// <inheritdoc/>
    public override IPruner Create() => new ParetoPruner(this);
}

/// <summary>
/// Ends a trial only when it is hardly on the Pareto front: at equal budget, in all objectives together, given the noise, and by forecast at the end too.
/// </summary>
/// <remarks>
/// Rivals are the trials with an evaluation after the same epoch. Twice the probability is formed that none of them truly dominates the trial
/// (<see cref="NoisyMembership"/>):
/// <list type="bullet">
/// <item>now: trained metrics as evaluated, with the noise of <see cref="TrainedNoise"/>; latency with the spread of its passes;</item>
/// <item>at the end: trained metrics of complete rivals as evaluated, all others as forecast by <see cref="EndForecast"/>, with the error of that.</item>
/// </list>
/// The trial ends when both are below <c>1 − confidence</c>. That holds at whatever evaluation it happens and however many rivals there are, as far as the
/// noise is known and forecasts err as they did: of what is ended, no larger share would have been on the front. Of trials that are as good as many others,
/// most are ended, because one of them is the best; that costs next to no hypervolume. Without repeats and without <see cref="ParetoOptions.MiouStd"/> the
/// noise comes from learning curves, which do not show the luck of a seed: then the statement is about this training of the architecture, not about the mean
/// of its trainings. What it saved and lost on CamVid: results/search-camvid.
/// </remarks>
/// <param name="options">Confidence, noise and start.</param>
public sealed class ParetoPruner(ParetoOptions options) : IPruner
{
    /// <inheritdoc/>
    public string? Decide(PrunerContext context)
    {
        if (context.Epoch < options.MinEpochs || context.Trial.CostsAt(context.Epoch, context.Objectives) is null) return null;
        LearningCurve[] rivals = [.. context.Others.Where(other => other.CostsAt(context.Epoch, context.Objectives) is not null)];
        if (rivals.Length == 0 || TrainedNoise.Of(context, options.MiouStd) is not { } noise) return null;
        var comparison = new ParetoComparison(context, noise, EndForecast.Of(context, options.StartupTrials));
        var enough = 1 - options.Confidence;
        var chance = comparison.ChanceOfFront(rivals, enough);
        if (chance >= enough) return null;
        var likeliest = rivals.OrderByDescending(comparison.ProbabilityOfDominance).ThenBy(rival => rival.Number).First();
        return comparison.Describe(likeliest, chance);
    }
}
