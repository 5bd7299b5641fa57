using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Enumeration;

/// <summary>Proposes every point of a grid once, in random order, and then nothing more.</summary>
/// <remarks>
/// The first ask, also after a resume, walks through the whole grid to know its points, one build each: a second or two for the largest. Points that describe an
/// architecture the study knows are passed over. The first ask draws the order; it learns nothing.
/// </remarks>
/// <param name="options">Levels.</param>
public sealed class GridSampler(GridOptions options) : ISampler
{
    /// <summary>Largest number of points that can be shuffled.</summary>
    public const int MostPoints = 20_000;

    private List<(int Index, int Count)[]>? _points;
    private int? _seed;
    private int _next;

    /// <inheritdoc/>
    /// <exception cref="UserErrorException">The grid is too large to be shuffled.</exception>
    public Proposal? Ask(SamplerContext context)
    {
        _points ??= Points(context.Space, _seed ??= context.Random.Next());
        while (_next < _points.Count)
        {
            var proposal = context.Space.Propose(new LevelChooser(new EnumeratingChooser(_points[_next++]), options.MaxPerChoice));
            if (!context.IsKnown(proposal.Architecture)) return proposal;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
    }

    /// <inheritdoc/>
    public JsonObject Save() => new() { ["seed"] = _seed, ["next"] = _next };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        _points = null;
        _seed = saved["seed"]?.GetValue<int>();
        _next = saved["next"]!.GetValue<int>();
    }

    private List<(int Index, int Count)[]> Points(SearchSpace space, int seed)
    {
        var points = new List<(int Index, int Count)[]>();
        var chooser = new EnumeratingChooser();
        do
        {
            if (points.Count == MostPoints) throw TooLarge();
            space.Build(new LevelChooser(chooser, options.MaxPerChoice));
            points.Add([.. chooser.Position]);
        }
        while (chooser.Advance());
        new Random(seed).Shuffle(CollectionsMarshal.AsSpan(points));
        return points;
    }

    private static UserErrorException TooLarge() => new(
        new SourcePlace("sampler.shuffle"), ErrorCodes.OutOfRange,
        $"the grid has more than {MostPoints} points and cannot be shuffled. Take fewer levels with 'maxPerChoice', set 'shuffle' to false, "
        + "or use the sampler quasi-random.");
}
