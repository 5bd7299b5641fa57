namespace NasFuse.Core.Samplers.Evolution;

/// <summary>NSGA-II: parents are the best by non-dominated front and crowding distance, see <see cref="TrialOrder"/>.</summary>
/// <remarks>Source: Deb, Pratap, Agarwal and Meyarivan, IEEE Transactions on Evolutionary Computation 2002, with constrained dominance.</remarks>
/// <param name="options">Population, variation and patience.</param>
public sealed class Nsga2Sampler(Nsga2Options options) : GenerationalSampler(options)
{
    private protected override IEnumerable<FinishedTrial> Select(IReadOnlyList<FinishedTrial> candidates, int size, SamplerContext context) =>
        TrialOrder.BestFirst(candidates, context.Objectives).Take(size);

    private protected override FinishedTrial Draw(IReadOnlyList<FinishedTrial> parents, Random random)
    {
        // Parents stand from best to worst, so the winner is the smallest index drawn.
        var winner = parents.Count;
        for (var i = 0; i < options.TournamentSize; i++) winner = Math.Min(winner, random.Next(parents.Count));
        return parents[winner];
    }
}
