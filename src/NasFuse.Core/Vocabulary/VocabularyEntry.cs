using System.Reflection;
using System.Text.RegularExpressions;

namespace NasFuse.Core.Vocabulary;

/// <summary>One name of the vocabulary with the type behind it.</summary>
internal sealed class VocabularyEntry(string name, string? pattern, Type type)
{
    private readonly VocabularyItem _default = (VocabularyItem)Activator.CreateInstance(type)!;
    private readonly Regex? _pattern = pattern is null ? null : new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public string Name => name;

    public Type Type => type;

    /// <summary>Options in the order of their declaration.</summary>
    public IReadOnlyList<ArgumentInfo> Arguments { get; } =
    [
        .. type.GetProperties()
            .Select(property => (property, attribute: property.GetCustomAttribute<ArgumentAttribute>()))
            .Where(pair => pair.attribute is not null)
            .OrderBy(pair => pair.property.MetadataToken)
            .Select(pair => new ArgumentInfo(pair.property, pair.attribute!)),
    ];

    public VocabularyItem Create() => (VocabularyItem)Activator.CreateInstance(type)!;

    /// <summary>The compact name's options, or null when the text is not of this entry's pattern. A flag is written as its own key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string text)
    {
        if (_pattern is null) return text == name ? [] : null;
        var match = _pattern.Match(text);
        if (!match.Success) return null;
        return [.. _pattern.GetGroupNames().Where(group => !char.IsDigit(group[0]) && match.Groups[group].Success)
            .Select(group => KeyValuePair.Create(group, match.Groups[group].Value == group ? "1" : match.Groups[group].Value))];
    }

    /// <summary>Options that differ from their defaults, as key and text.</summary>
    public IEnumerable<KeyValuePair<string, string>> NonDefaultArguments(VocabularyItem item) =>
        Arguments.Where(argument => !argument.SameValue(item, _default)).Select(argument => KeyValuePair.Create(argument.Key, argument.Format(argument.Get(item))));
}
