using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Noise;

/// <summary>An alternative whose costs were measured with noise.</summary>
/// <param name="Number">Its number, which names its random stream.</param>
/// <param name="Costs">One cost per objective.</param>
public sealed record NoisyAlternative(int Number, ImmutableArray<NoisyCost> Costs);

/// <summary>Dominated share of the reference box with what noise leaves open.</summary>
/// <param name="Expected">Mean over all draws.</param>
/// <param name="Low">2.5 % of the draws are below.</param>
/// <param name="High">2.5 % of the draws are above.</param>
public sealed record NoisyHypervolume(double Expected, double Low, double High);

/// <summary>The Pareto front when measurements are noisy: who is on it with which probability.</summary>
/// <param name="Membership">Probability of each alternative, in the order given, that no other one truly dominates it.</param>
/// <param name="Hypervolume">The front's hypervolume.</param>
public sealed record NoisyFront(ImmutableArray<double> Membership, NoisyHypervolume Hypervolume)
{
    /// <summary>Draws of true costs.</summary>
    public const int DefaultDraws = 4000;

    // An alternative that is so surely dominated is on the front in less than one of a million draws.
    private const double Hopeless = 1 - 1e-6;

    /// <summary>
    /// Draws true costs from what was measured (normal around the means; scale by chi-square where the noise itself is estimated) and counts.
    /// </summary>
    /// <remarks>
    /// All alternatives share the scale of an objective's noise in a draw, because it is one estimate. The stream of an alternative depends on the seed and
    /// its number only, so equal studies give equal answers and another trial changes nobody's draws. No prior is set on the costs: means of
    /// alternatives that were lucky are not drawn back, so hypervolumes err upwards as measured fronts do.
    /// </remarks>
    /// <param name="alternatives">The alternatives, with distinct numbers.</param>
    /// <param name="reference">Box of the hypervolume.</param>
    /// <param name="draws">Number of draws, ≥ 1.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static NoisyFront Of(IReadOnlyList<NoisyAlternative> alternatives, ReferencePoint reference, int draws = DefaultDraws, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var open = Open(alternatives);
        var streams = Array.ConvertAll(open, i => RandomStreams.Create(seed, "front", alternatives[i].Number));
        var scales = new NoiseScales([.. alternatives.Select(alternative => alternative.Costs)], RandomStreams.Create(seed, "scale"));
        var (onFront, shares) = (new int[alternatives.Count], new double[draws]);
        for (var draw = 0; draw < draws; draw++)
        {
            scales.Draw();
            var costs = open.Select((i, place) => scales.Apply(alternatives[i].Costs, streams[place])).ToArray();
            var front = ParetoFront.Of(costs);
            foreach (var place in front) onFront[open[place]]++;
            shares[draw] = reference.Share([.. front.Select(place => costs[place])]);
        }
        Array.Sort(shares);
        return new NoisyFront(
            [.. onFront.Select(count => (double)count / draws)],
            new NoisyHypervolume(shares.Average(), Measurement.Quantiles.OfSorted(shares, 0.025), Measurement.Quantiles.OfSorted(shares, 0.975)));
    }

    /// <summary>Indices of the alternatives that no member of the measured front dominates almost surely.</summary>
    private static int[] Open(IReadOnlyList<NoisyAlternative> alternatives)
    {
        var front = ParetoFront.Of([.. alternatives.Select(alternative => alternative.Costs.Select(cost => cost.Mean).ToArray())]);
        return [.. Enumerable.Range(0, alternatives.Count).Where(i =>
            front.All(j => NoisyDominance.Probability(alternatives[j].Costs.AsSpan(), alternatives[i].Costs.AsSpan()) < Hopeless))];
    }
}
