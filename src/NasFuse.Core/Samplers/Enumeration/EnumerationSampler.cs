using System.Text.Json.Nodes;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Enumeration;

/// <summary>Proposes every architecture of a space once, in the order of <see cref="EnumeratingChooser"/>, and then nothing more.</summary>
/// <remarks>
/// It learns nothing and owes nothing to chance. Assignments that describe an architecture the study knows are passed over, so it suits spaces that
/// can be walked through: lists, and lattices of some thousands.
/// </remarks>
/// <param name="maxPerChoice">Options of each choice that count, at equal distances; null for all.</param>
public sealed class EnumerationSampler(int? maxPerChoice = null) : ISampler
{
    private EnumeratingChooser _chooser = new();
    private bool _hasEnded;

    /// <inheritdoc/>
    public Proposal? Ask(SamplerContext context)
    {
        while (!_hasEnded)
        {
            var proposal = context.Space.Propose(new LevelChooser(_chooser, maxPerChoice));
            _hasEnded = !_chooser.Advance();
            if (!context.IsKnown(proposal.Architecture)) return proposal;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Tell(FinishedTrial trial)
    {
    }

    /// <inheritdoc/>
    public JsonObject Save() => new()
    {
        ["hasEnded"] = _hasEnded,
        ["position"] = new JsonArray([.. _chooser.Position.Select(digit => new JsonArray(digit.Index, digit.Count))]),
    };

    /// <inheritdoc/>
    public void Restore(JsonObject state)
    {
        // A store may give whole numbers back as another type of number; their text is the same.
        var saved = JsonNode.Parse(state.ToJsonString())!;
        _hasEnded = saved["hasEnded"]!.GetValue<bool>();
        _chooser = new EnumeratingChooser(saved["position"]!.AsArray().Select(digit => (digit![0]!.GetValue<int>(), digit[1]!.GetValue<int>())));
    }
}
