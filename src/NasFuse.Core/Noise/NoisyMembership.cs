using System.Collections.Immutable;

namespace NasFuse.Core.Noise;

/// <summary>Whether one alternative is on the Pareto front when measurements are noisy; see <see cref="NoisyFront"/> for all of them.</summary>
public static class NoisyMembership
{
    // Only rivals that dominate likeliest are drawn: those that are better by most errors where they are least so. Leaving out others can only make membership
    // look likelier, and keeps the cost of a long study down.
    private const int MostRivals = 64;
    private const double FewestErrors = -6;

    // So many draws with the alternative on the front decide at the bound, to a tenth of it.
    private const int DecidingDraws = 100;

    private const int MostDraws = 100_000;

    /// <summary>Probability that no rival truly dominates an alternative; <paramref name="enough"/> where it is at least that.</summary>
    /// <remarks>
    /// Draws true costs as <see cref="NoisyFront.Of"/> does: normal around the means, the scale of an objective's noise by chi-square where it is estimated,
    /// the same for all in a draw. One draw takes the alternative's costs once for all rivals, so evidence of several adds up as far as it is independent. No
    /// prior is set: a rival that was lucky is not drawn back. 100 / <paramref name="enough"/> draws, at most 100,000, of the 64 likeliest rivals.
    /// </remarks>
    /// <param name="own">The alternative's costs.</param>
    /// <param name="rivals">Costs of the others, as many each.</param>
    /// <param name="enough">Probability from which on nobody wants to know more, above 0..1.</param>
    /// <param name="random">Where the draws come from.</param>
    public static double Probability(ImmutableArray<NoisyCost> own, IReadOnlyList<ImmutableArray<NoisyCost>> rivals, double enough, Random random)
    {
        ImmutableArray<NoisyCost>[] likely = [.. rivals.Select(rival => (rival, errors: LeastLead(rival, own)))
            .Where(pair => pair.errors > FewestErrors).OrderByDescending(pair => pair.errors).Take(MostRivals).Select(pair => pair.rival)];
        if (likely.Length == 0) return enough;
        var draws = (int)Math.Min(MostDraws, Math.Ceiling(DecidingDraws / enough));
        var (onFront, scales) = (0, new NoiseScales([own, .. likely], random));
        for (var draw = 0; draw < draws; draw++)
        {
            scales.Draw();
            var costs = scales.Apply(own, random);
            if (likely.Any(rival => Objectives.Dominance.Dominates(scales.Apply(rival, random), costs))) continue;
            if (++onFront >= enough * draws) return enough;
        }
        return (double)onFront / draws;
    }

    /// <summary>By how many errors a rival is better in the objective where it is so least.</summary>
    private static double LeastLead(ImmutableArray<NoisyCost> rival, ImmutableArray<NoisyCost> own)
    {
        var least = double.PositiveInfinity;
        for (var i = 0; i < own.Length; i++)
        {
            var (lead, error) = (own[i].Mean - rival[i].Mean, Math.Sqrt(own[i].Error * own[i].Error + rival[i].Error * rival[i].Error));
            // Without noise it is not worse, however little better, or it is.
            least = Math.Min(least, error > 0 ? lead / error : lead >= 0 ? double.PositiveInfinity : double.NegativeInfinity);
        }
        return least;
    }
}
