using System.Text.Json.Nodes;
using NasFuse.Core.Samplers.Seeds;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Regularized (aging) evolution: the best of a random sample is mutated in one choice; the oldest dies, however good it is.</summary>
/// <remarks>
/// Source: Real, Aggarwal, Huang and Le, "Regularized Evolution for Image Classifier Architecture Search", AAAI 2019, algorithm 1. Age goes by trial number.
/// "Best" with several objectives is by non-dominated front of the population, then crowding distance, then violation, see <see cref="TrialOrder"/>;
/// trials that cannot be ranked are not born. It has no state: history says everything. An ask costs the ranking of one population.
/// </remarks>
/// <param name="options">Population, sample and patience.</param>
public sealed class RegularizedEvolutionSampler(RegularizedEvolutionOptions options) : ISampler
{
    /// <inheritdoc/>
    /// <remarks>Known architectures are replaced by other mutants, then by random architectures; when those are known too, a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        var population = Youngest(context.History.Finished);
        var isFirst = population.Count == 0 || population.Count + context.History.Pending.Count < options.PopulationSize;
        if (isFirst) return Novelty.Sample(context, options.Attempts);
        FinishedTrial[] ranked = [.. TrialOrder.BestFirst(population, context.Objectives)];
        var mutant = Novelty.Find(
            context, options.Attempts, () => Variation.Mutate(context.Space, Parent(ranked, context.Random).Assignment, context.Random, probability: 0));
        return context.IsKnown(mutant.Architecture) ? Novelty.Sample(context, options.Attempts) : mutant;
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

    private List<FinishedTrial> Youngest(IReadOnlyList<FinishedTrial> finished)
    {
        var youngest = new List<FinishedTrial>(options.PopulationSize);
        for (var i = finished.Count - 1; i >= 0 && youngest.Count < options.PopulationSize; i--)
        {
            if (!finished[i].Assignment.IsOutside() && TrialOrder.Rankable(finished[i]) is { } rankable) youngest.Add(rankable);
        }
        return youngest;
    }

    private FinishedTrial Parent(FinishedTrial[] ranked, Random random)
    {
        // They stand from best to worst, so the best of a sample is the smallest index drawn.
        var best = ranked.Length;
        for (var i = 0; i < options.SampleSize; i++) best = Math.Min(best, random.Next(ranked.Length));
        return ranked[best];
    }
}
