using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Seeds;

/// <summary>Proposes known architectures first, one after another, and then hands over to another sampler, which is told about all of them.</summary>
/// <remarks>
/// A seed with choices is built anew by the space when these answer at least half of what it asks; the rest is drawn. So seeds of the same space
/// come as they were, and those of a related one as near as can be. Any other seed is proposed as it is, with the number of classes of the space: with the
/// choices that the space finds for it (<see cref="SearchSpace.Find"/>), so that others can descend from it, else with an
/// <see cref="OutsideAssignment"/>. Seeds that the study knows are passed over.
/// </remarks>
/// <param name="seeds">What to begin with.</param>
/// <param name="then">Who goes on.</param>
public sealed class SeededSampler(ImmutableArray<SeedOptions> seeds, ISampler then) : ISampler
{
    private int _next;

    /// <inheritdoc/>
    /// <exception cref="UserErrorException">A seed is not valid for the number of classes of the space.</exception>
    public Proposal? Ask(SamplerContext context)
    {
        while (_next < seeds.Length)
        {
            var proposal = Propose(seeds[_next++], context);
            if (!context.IsKnown(proposal.Architecture)) return proposal;
        }
        return then.Ask(context);
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial) => then.Tell(trial);

    /// <inheritdoc/>
    public JsonObject Save() => new() { ["next"] = _next, ["then"] = then.Save() };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        _next = saved["next"]!.GetValue<int>();
        then.Restore(saved["then"]!.DeepClone().AsObject());
    }

    private static Proposal Propose(SeedOptions seed, SamplerContext context)
    {
        var replay = new CountingReplay(seed.Assignment, context.Random);
        var member = context.Space.Propose(replay);
        if (replay.IsNear) return member;
        var architecture = seed.Read(ClassesOf(context.Space));
        return new Proposal(architecture, context.Space.Find(architecture) ?? OutsideAssignment.Of(seed.Name));
    }

    /// <summary>Every architecture of a space tells the same classes apart; the first one is built.</summary>
    private static int ClassesOf(SearchSpace space) => space.Build(new EnumeratingChooser()).Classes;

    /// <summary>Repeats answers, draws the rest, and counts both.</summary>
    private sealed class CountingReplay(Assignment assignment, Random random) : IChooser
    {
        private int _asked;
        private int _answered;

        public bool IsNear => _answered > 0 && 2 * _answered >= _asked;

        public int Choose(string choice, IReadOnlyList<string> options)
        {
            _asked++;
            if (assignment.IndexIn(choice, options) is not { } index) return random.Next(options.Count);
            _answered++;
            return index;
        }
    }
}
