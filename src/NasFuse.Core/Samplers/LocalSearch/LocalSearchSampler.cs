using System.Text.Json.Nodes;
using NasFuse.Core.Samplers.Seeds;

namespace NasFuse.Core.Samplers.LocalSearch;

/// <summary>Local search: the neighbours of the best architectures, one choice away, until none is left; then a new run from random ones.</summary>
/// <remarks>
/// Sources: White, Nolen and Savani, "Exploring the Loss Landscape in Neural Architecture Search", UAI 2021; with several objectives Pareto local search
/// (Paquete, Chiarandini and Stützle, 2004): the best are the archive of trials of this run that no other one beats, see <see cref="Archive"/>, and the
/// loneliest whose neighbourhood was not looked through is the next centre. Neighbours come in random order, see <see cref="Neighbours"/>.
/// When a run has nothing left but pending trials, random architectures join it. An ask costs one comparison with the archive per trial told, and
/// a build per neighbour passed over because it is known.
/// </remarks>
/// <param name="options">Starts and patience.</param>
public sealed class LocalSearchSampler(LocalSearchOptions options) : ISampler
{
    private readonly HashSet<int> _explored = [];
    private Archive? _archive;
    private IEnumerator<Proposal>? _walk;
    private int _start;
    private int? _center;
    private int _seed;

    /// <inheritdoc/>
    /// <remarks>A duplicate is proposed when as many random architectures as <see cref="LocalSearchOptions.Attempts"/> are known too.</remarks>
    public Proposal Ask(SamplerContext context)
    {
        _archive ??= ArchiveOf(context);
        if (context.Number >= _start + options.Starts)
        {
            if (NextNeighbour(context) is { } neighbour) return neighbour;
            if (!context.History.Pending.Any(trial => trial.Number >= _start)) Restart(context);
        }
        return Novelty.Sample(context, options.Attempts);
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
        // Before the first question, and after a restart, the archive is made from the history.
        if (trial.Number >= _start) _archive?.Add(trial);
    }

    /// <inheritdoc/>
    public JsonObject Save() => new()
    {
        ["start"] = _start,
        ["center"] = _center,
        ["seed"] = _seed,
        ["explored"] = new JsonArray([.. _explored.Order().Select(number => (JsonNode)number)]),
    };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        (_archive, _walk) = (null, null);
        _start = saved["start"]!.GetValue<int>();
        _center = saved["center"]?.GetValue<int>();
        _seed = saved["seed"]!.GetValue<int>();
        _explored.Clear();
        _explored.UnionWith(saved["explored"]!.AsArray().Select(number => number!.GetValue<int>()));
    }

    private Archive ArchiveOf(SamplerContext context)
    {
        var archive = new Archive(context.Objectives);
        foreach (var trial in context.History.Finished.Where(trial => trial.Number >= _start)) archive.Add(trial);
        return archive;
    }

    private Proposal? NextNeighbour(SamplerContext context)
    {
        if (options.MoveAtOnce && _center is { } left && !_archive!.Has(left)) Leave();
        while (_center is not null || Settle(context.Random))
        {
            _walk ??= Walk(context);
            while (_walk.MoveNext())
            {
                if (!context.IsKnown(_walk.Current.Architecture)) return _walk.Current;
            }
            Leave();
        }
        return null;
    }

    /// <summary>Makes the next member of the archive the centre.</summary>
    /// <returns>False when all were looked through.</returns>
    private bool Settle(Random random)
    {
        _explored.RemoveWhere(number => !_archive!.Has(number));
        _center = _archive!.Members.FirstOrDefault(member => !member.Assignment.IsOutside() && !_explored.Contains(member.Number))?.Number;
        if (_center is not null) _seed = random.Next();
        return _center is not null;
    }

    /// <summary>The neighbours of the centre: the same in the same order when the walk begins anew, where a restored sampler passes over what is known.</summary>
    private IEnumerator<Proposal> Walk(SamplerContext context)
    {
        var center = context.History.Finished.First(trial => trial.Number == _center);
        return Neighbours.InRandomOrder(context.Space, center.Assignment, new Random(_seed)).GetEnumerator();
    }

    private void Leave()
    {
        _explored.Add(_center!.Value);
        (_center, _walk) = (null, null);
    }

    private void Restart(SamplerContext context)
    {
        _start = context.Number;
        _archive = new Archive(context.Objectives);
        _explored.Clear();
    }
}
