using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Samplers.Seeds;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Evolution from generation to generation: the best trials so far are the parents of the next one.</summary>
/// <remarks>
/// The generation of a trial is its number divided by the population size; the first is random. Parents are selected when the first trial of a generation
/// is asked, from the former parents and all trials told since ((μ + λ), elitist), so pending trials delay nothing: they count in the selection after they
/// are told. As long as there are fewer parents than a population, they are selected anew whenever something was told.
/// Trials without finite values are left out, unless they violate a constraint: then they rank behind all feasible ones by their violation.
/// Pruned trials rank between, whatever their values at the time.
/// </remarks>
public abstract class GenerationalSampler : ISampler
{
    private readonly GenerationalOptions _options;
    private readonly List<FinishedTrial> _fresh = [];
    private ImmutableArray<FinishedTrial> _parents = [];
    private int _generation;

    private protected GenerationalSampler(GenerationalOptions options) => _options = options;

    /// <inheritdoc/>
    /// <remarks>Known architectures are replaced by other children, then by random architectures; when those are known too, a duplicate is proposed.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        SelectParents(context);
        if (_parents.IsEmpty) return Novelty.Sample(context, _options.Attempts);
        var child = Novelty.Find(context, _options.Attempts, () => Breed(context));
        return context.IsKnown(child.Architecture) ? Novelty.Sample(context, _options.Attempts) : child;
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
        if (!trial.Assignment.IsOutside() && TrialOrder.Rankable(trial) is { } rankable) _fresh.Add(rankable);
    }

    /// <inheritdoc/>
    public JsonObject Save() => new()
    {
        ["generation"] = _generation,
        ["parents"] = FinishedTrialJson.Write(_parents),
        ["fresh"] = FinishedTrialJson.Write(_fresh),
    };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        _generation = saved["generation"]!.GetValue<int>();
        _parents = FinishedTrialJson.Read(saved["parents"]!.AsArray());
        _fresh.Clear();
        _fresh.AddRange(FinishedTrialJson.Read(saved["fresh"]!.AsArray()));
    }

    /// <summary>The parents of the next generation.</summary>
    /// <param name="candidates">Rankable trials by number, no two of one assignment.</param>
    /// <param name="size">How many to keep; all when there are not so many.</param>
    /// <param name="context">Objectives, history and randomness.</param>
    private protected abstract IEnumerable<FinishedTrial> Select(IReadOnlyList<FinishedTrial> candidates, int size, SamplerContext context);

    /// <summary>Picks one of the parents, which stand in the order of <see cref="Select"/>.</summary>
    private protected abstract FinishedTrial Draw(IReadOnlyList<FinishedTrial> parents, Random random);

    private void SelectParents(SamplerContext context)
    {
        // Not by number: some trials only repeat others.
        var generation = context.History.Count / _options.PopulationSize;
        var isDue = generation > _generation || _parents.Length < _options.PopulationSize;
        if (generation == 0 || !isDue || _fresh.Count == 0) return;
        _generation = generation;
        FinishedTrial[] candidates = [.. _parents.Concat(_fresh).OrderBy(trial => trial.Number).DistinctBy(trial => trial.Assignment)];
        _parents = [.. Select(candidates, _options.PopulationSize, context)];
        _fresh.Clear();
    }

    private Proposal Breed(SamplerContext context)
    {
        var parent = Draw(_parents, context.Random).Assignment;
        if (context.Random.NextDouble() < _options.CrossoverProbability)
            parent = Variation.Crossover(context.Space, parent, Draw(_parents, context.Random).Assignment, context.Random).Assignment;
        return Variation.Mutate(context.Space, parent, context.Random, _options.MutationProbability);
    }
}
