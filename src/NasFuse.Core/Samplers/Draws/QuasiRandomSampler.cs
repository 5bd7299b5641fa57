using System.Text.Json.Nodes;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Draws;

/// <summary>Walks along a low-discrepancy sequence: the k-th choice asked in a build takes the k-th coordinate.</summary>
/// <remarks>
/// The sequence is a <see cref="ScrambledSobol"/>.
/// Each option of a choice gets an equal share of the coordinate. Conditional choices thus take the coordinates that come after those of the choices that
/// opened them, and every architecture is as probable as in random sampling. The first ask draws the scrambling. It learns nothing.
/// </remarks>
/// <param name="options">How hard it looks for architectures that are not known yet.</param>
public sealed class QuasiRandomSampler(QuasiRandomOptions options) : ISampler
{
    private int? _seed;
    private uint _next;

    /// <inheritdoc/>
    public Proposal Ask(SamplerContext context)
    {
        var sequence = new ScrambledSobol(_seed ??= context.Random.Next());
        return Novelty.Find(context, options.Attempts, () => context.Space.Propose(new PointChooser(sequence, _next++)));
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
        _seed = saved["seed"]?.GetValue<int>();
        _next = saved["next"]!.GetValue<uint>();
    }

    private sealed class PointChooser(ScrambledSobol sequence, uint index) : IChooser
    {
        private int _asked;

        public int Choose(string choice, IReadOnlyList<string> options) => (int)(((ulong)sequence.Coordinate(index, _asked++) * (ulong)options.Count) >> 32);
    }
}
