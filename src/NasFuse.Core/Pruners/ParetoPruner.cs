using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Noise;

namespace NasFuse.Core.Pruners;

/// <summary>Options of <see cref="ParetoPruner"/>.</summary>
[Pruner("pareto", "ends only trials that another dominates in all objectives beyond the measured noise, now and by forecast")]
public sealed record ParetoOptions : PrunerOptions
{
    /// <summary>
    /// Probability with which a trial must be dominated; over all comparisons of a trial the chance of a wrong end stays below one minus this, 0.5..0.9999.
    /// </summary>
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
/// Ends a trial only when another one dominates it: at equal budget, in all objectives together, by more than noise explains, and by forecast at the end
/// too.
/// </summary>
/// <remarks>
/// A rival is a trial with an evaluation after the same epoch that is nowhere worse in what is known before training (MACs, parameters, median latency).
/// For each rival two probabilities of dominance are formed, each the product over the objectives (<see cref="NoisyDominance"/>):
/// <list type="bullet">
/// <item>now: trained metrics as evaluated, with the noise of <see cref="TrainedNoise"/>; latency with the spread of its passes;</item>
/// <item>at the end: trained metrics as forecast by <see cref="EndForecast"/> from the trials that are complete.</item>
/// </list>
/// The trial ends when both exceed <c>1 − (1 − confidence) / (rivals · evaluations before the last)</c>: by that bound (Bonferroni) the chance that a
/// trial which nobody truly dominates is ever ended stays below <c>1 − confidence</c>, however many rivals it is compared with, as far as the noise is
/// known. Without repeats and without <see cref="ParetoOptions.MiouStd"/> the noise comes from learning curves, which do not show the luck of a seed:
/// then the statement is about this training of the architecture, not about the mean of its trainings.
/// </remarks>
/// <param name="options">Confidence, noise and start.</param>
public sealed class ParetoPruner(ParetoOptions options) : IPruner
{
    /// <inheritdoc/>
    public string? Decide(PrunerContext context)
    {
        if (context.Epoch < options.MinEpochs || context.Trial.CostsAt(context.Epoch, context.Objectives) is null) return null;
        var rivals = context.Others.Where(other => ParetoComparison.IsRival(other, context)).ToArray();
        if (rivals.Length == 0 || TrainedNoise.Of(context, options.MiouStd) is not { } noise) return null;
        var level = 1 - (1 - options.Confidence) / (rivals.Length * Math.Max(1, context.Plan.Count - 1));
        var comparison = new ParetoComparison(context, noise, EndForecast.Of(context, options.StartupTrials));
        return rivals.Select(rival => (rival, probability: comparison.ProbabilityOfDominance(rival, level)))
            .Where(pair => pair.probability > level)
            .OrderByDescending(pair => pair.probability).ThenBy(pair => pair.rival.Number)
            .Select(pair => comparison.Describe(pair.rival)).FirstOrDefault();
    }
}
