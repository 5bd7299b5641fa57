using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace NasFuse.Core.SearchSpaces.Templates;

/// <summary>One round of a repeated block: names with their values, written <c>cell=1 before=stem width=16</c>.</summary>
/// <param name="Values">Values by name, in the order written.</param>
internal sealed partial record TemplateRound(ImmutableArray<KeyValuePair<string, string>> Values)
{
    /// <summary>The names, in the order written.</summary>
    public IEnumerable<string> Names => Values.Select(pair => pair.Key);

    /// <summary>The round that a text describes, or null when it is no list of <c>name=value</c>.</summary>
    public static TemplateRound? Read(string text)
    {
        var matches = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => Pair().Match(part)).ToArray();
        return matches.Length == 0 || matches.Any(match => !match.Success) ? null
            : new TemplateRound([.. matches.Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))]);
    }

    /// <summary>The text with <c>{name}</c> replaced by the values of this round; other slots stay.</summary>
    public string In(string text) => Values.Aggregate(text, (written, pair) => written.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9_-]*)=(\S+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
