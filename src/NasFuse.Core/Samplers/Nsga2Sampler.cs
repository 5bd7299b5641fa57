using System.Text.Json.Nodes;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers;

/// <summary>NSGA-II: the best trials so far, by non-dominated front and crowding distance, are the parents of the next generation.</summary>
/// <remarks>
/// Source: Deb, Pratap, Agarwal and Meyarivan, IEEE Transactions on Evolutionary Computation 2002, with constrained dominance. The generation of a trial is its number
/// divided by the population size; the first is random. Parents are selected when the first trial of a generation is asked, from the former
/// parents and all trials told since ((μ + λ), elitist), so pending trials delay nothing: they count in the selection after they are told. As long as there are fewer
/// parents than a population, they are selected anew whenever something was told.
/// Trials without finite values are left out, unless they violate a constraint: then they rank behind all feasible ones by their violation. Pruned trials
/// rank between: behind every complete one, whatever their values at the time, and among themselves by the budget they survived.
/// </remarks>
/// <param name="options">Population, variation and patience.</param>
public sealed class Nsga2Sampler(Nsga2Options options) : ISampler
{
    private readonly List<FinishedTrial> _fresh = [];
    private Nsga2Population _parents = Nsga2Population.Empty;
    private int _generation;

    /// <inheritdoc/>
    /// <remarks>Known architectures are replaced by other children, then by random architectures; when those are known too, a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        SelectParents(context);
        if (_parents.Count == 0) return Sample(context);
        var child = Novelty.Find(context, options.Attempts, () => Breed(context));
        return context.IsKnown(child.Architecture) ? Sample(context) : child;
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
        var hasValues = trial.Values is not null && trial.Values.All(double.IsFinite);
        var hasPartial = trial.Partial is not null && trial.Partial.Values.All(double.IsFinite);
        if (!double.IsFinite(trial.Violation) || (!hasValues && !hasPartial && trial.Violation <= 0)) return;
        _fresh.Add(hasValues ? trial : trial with { Values = null, Partial = hasPartial ? trial.Partial : null });
    }

    /// <inheritdoc/>
    public JsonObject Save() => new()
    {
        ["generation"] = _generation,
        ["parents"] = FinishedTrialJson.Write(_parents.Trials),
        ["fresh"] = FinishedTrialJson.Write(_fresh),
    };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        _generation = saved["generation"]!.GetValue<int>();
        _parents = new Nsga2Population(FinishedTrialJson.Read(saved["parents"]!.AsArray()));
        _fresh.Clear();
        _fresh.AddRange(FinishedTrialJson.Read(saved["fresh"]!.AsArray()));
    }

    private void SelectParents(SamplerContext context)
    {
        var generation = context.Number / options.PopulationSize;
        var isDue = generation > _generation || _parents.Count < options.PopulationSize;
        if (generation == 0 || !isDue || _fresh.Count == 0) return;
        _generation = generation;
        _parents = _parents.Select(_fresh, context.Objectives, options.PopulationSize);
        _fresh.Clear();
    }

    private Proposal Sample(SamplerContext context) => Novelty.Find(context, options.Attempts, () => context.Space.Sample(context.Random));

    private Proposal Breed(SamplerContext context)
    {
        var parent = Tournament(context.Random);
        if (context.Random.NextDouble() < options.CrossoverProbability)
            parent = Variation.Crossover(context.Space, parent, Tournament(context.Random), context.Random).Assignment;
        return Variation.Mutate(context.Space, parent, context.Random, options.MutationProbability);
    }

    private Assignment Tournament(Random random)
    {
        // Parents stand from best to worst, so the winner is the smallest index drawn.
        var winner = _parents.Count;
        for (var i = 0; i < options.TournamentSize; i++) winner = Math.Min(winner, random.Next(_parents.Count));
        return _parents.Trials[winner].Assignment;
    }
}
