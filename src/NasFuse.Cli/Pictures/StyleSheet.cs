using System.Text.RegularExpressions;

namespace NasFuse.Cli.Pictures;

/// <summary>The style rules of a drawing: each for one class, later ones win.</summary>
internal sealed partial class StyleSheet
{
    private readonly List<(string Class, (string Name, string Value)[] Settings)> _rules = [];

    /// <summary>Reads rules.</summary>
    /// <exception cref="NotSupportedException">A rule is not for one class.</exception>
    public StyleSheet(string text)
    {
        foreach (Match rule in Rule().Matches(text))
        {
            var selector = rule.Groups["selector"].Value.Trim();
            if (!OneClass().IsMatch(selector)) throw new NotSupportedException($"style rule '{selector}' is not for one class");
            _rules.Add((selector[1..], [.. rule.Groups["settings"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(Setting)]));
        }
    }

    /// <summary>What the rules set for an element of some classes.</summary>
    public IEnumerable<(string Name, string Value)> SettingsOf(IReadOnlyCollection<string> classes) =>
        _rules.Where(rule => classes.Contains(rule.Class)).SelectMany(rule => rule.Settings);

    private static (string Name, string Value) Setting(string text) => text.IndexOf(':') is > 0 and var colon
        ? (text[..colon].Trim(), text[(colon + 1)..].Trim()) : throw new NotSupportedException($"style setting '{text}' has no value");

    [GeneratedRegex(@"(?<selector>[^{}]+)\{(?<settings>[^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\.[\w-]+$")]
    private static partial Regex OneClass();
}
