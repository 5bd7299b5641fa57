using System.Collections.Immutable;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>A block without repetition.</summary>
/// <param name="Key">Where its lines stand: <c>templates[0].blocks[1].blocks[0]</c>.</param>
/// <param name="When">When they are there, or null.</param>
/// <param name="Lines">The lines.</param>
internal sealed record PlainBlock(string Key, string? When, ImmutableArray<string> Lines);

/// <summary>Writes repeated blocks down round by round.</summary>
/// <param name="taken">Names that a round cannot use: those of choices, and <c>classes</c>.</param>
/// <param name="errors">Takes the mistakes, placed by their keys.</param>
internal sealed class BlockExpansion(IReadOnlyCollection<string> taken, DiagnosticBag errors)
{
    private const int MostLines = 5000;

    /// <summary>The blocks in the order of the text.</summary>
    /// <param name="blocks">As the file has them.</param>
    /// <param name="key">Key of the template.</param>
    public ImmutableArray<PlainBlock> Of(ImmutableArray<TemplateBlockOptions> blocks, string key)
    {
        var plain = blocks.SelectMany((block, i) => Of(block, $"{key}.blocks[{i}]")).ToImmutableArray();
        var lines = plain.Sum(block => block.Lines.Length);
        if (lines > MostLines) Reject($"{key}.blocks", ErrorCodes.OutOfRange, $"{lines} lines when all rounds are written down; at most {MostLines}");
        return plain;
    }

    private IEnumerable<PlainBlock> Of(TemplateBlockOptions block, string key)
    {
        if (!IsWhole(block, key)) return [];
        return block.Repeat.IsEmpty ? [new PlainBlock(key, block.When, block.Lines)] : Rounds(block, key).SelectMany(round => Write(block, round, key));
    }

    private bool IsWhole(TemplateBlockOptions block, string key)
    {
        if (block.Repeat.IsEmpty != block.Blocks.IsEmpty)
            Reject(key, ErrorCodes.Contradiction, "'repeat' has the rounds and 'blocks' what is written in each: give both or neither");
        else if (block.Lines.IsEmpty == block.Repeat.IsEmpty)
            Reject(key, ErrorCodes.Contradiction, "a block has either 'lines' or 'repeat' with 'blocks'");
        else return true;
        return false;
    }

    private IEnumerable<TemplateRound> Rounds(TemplateBlockOptions block, string key)
    {
        TemplateRound? first = null;
        for (var i = 0; i < block.Repeat.Length; i++)
        {
            var place = $"{key}.repeat[{i}]";
            if (TemplateRound.Read(block.Repeat[i]) is not { } round)
                Reject(place, ErrorCodes.OutOfRange, $"{Excerpt.Quote(block.Repeat[i])} is no round; write names and values like 'cell=1 width=16'");
            else if (IsNamedWell(round, first ??= round, place)) yield return round;
        }
    }

    private bool IsNamedWell(TemplateRound round, TemplateRound first, string place)
    {
        var names = round.Names.ToArray();
        if (names.FirstOrDefault(taken.Contains) is { } used)
            Reject(place, ErrorCodes.Contradiction, $"'{used}' is a choice or the number of classes; call the value of the round something else");
        else if (names.Distinct().Count() < names.Length) Reject(place, ErrorCodes.Contradiction, "a name stands twice in this round");
        else if (!names.Order().SequenceEqual(first.Names.Order()))
            Reject(place, ErrorCodes.Contradiction, $"every round gives values to the same names, the first one to {string.Join(", ", first.Names)}");
        else return true;
        return false;
    }

    private static IEnumerable<PlainBlock> Write(TemplateBlockOptions block, TemplateRound round, string key) =>
        block.Blocks.Select((inner, i) => new PlainBlock($"{key}.blocks[{i}]", Both(block.When, inner.When) is { } when ? round.In(when) : null,
            [.. inner.Lines.Select(round.In)]));

    private static string? Both(string? outer, string? inner) => outer is null || inner is null ? outer ?? inner : $"({outer}) and ({inner})";

    private void Reject(string place, string code, string message) => errors.Add(new SourcePlace(place), code, message);
}
