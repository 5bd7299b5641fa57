using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Vocabulary;

/// <summary>The named items of one kind: reads and writes their text forms. Immutable and thread-safe.</summary>
public sealed class Vocabulary<TItem>
    where TItem : VocabularyItem
{
    private readonly string _kind;
    private readonly VocabularyEntry[] _entries;
    private readonly Dictionary<Type, VocabularyEntry> _byType;

    internal Vocabulary(string kind, IEnumerable<VocabularyEntry> entries)
    {
        _kind = kind;
        _entries = [.. entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        _byType = _entries.ToDictionary(entry => entry.Type);
    }

    /// <summary>All names, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Select(entry => entry.Name)];

    /// <summary>An item with default options for each name, sorted by name.</summary>
    public IReadOnlyList<TItem> Defaults => [.. _entries.Select(entry => (TItem)entry.Create())];

    /// <summary>Name of an item.</summary>
    public string NameOf(TItem item) => _byType[item.GetType()].Name;

    /// <summary>Options of an item that differ from their defaults, as key and text.</summary>
    public IEnumerable<KeyValuePair<string, string>> ArgumentsOf(TItem item) => _byType[item.GetType()].NonDefaultArguments(item);

    /// <summary>Creates an item.</summary>
    /// <param name="name">Its name, possibly compact (<c>c3d2n</c>).</param>
    /// <param name="arguments">Its options as key and text.</param>
    /// <param name="report">Takes error code and message of each mistake.</param>
    /// <returns>The item, or null when there was a mistake.</returns>
    public TItem? Create(string name, IEnumerable<KeyValuePair<string, string>> arguments, Action<string, string> report)
    {
        foreach (var entry in _entries)
        {
            if (entry.Match(name) is { } compact) return Create(entry, compact.Concat(arguments), report);
        }
        report(ErrorCodes.UnknownVocabulary, $"unknown {_kind} '{name}'. {NearestName.Hint(name, Names)}");
        return null;
    }

    internal string Format(TItem item)
    {
        var arguments = string.Join(',', ArgumentsOf(item).Select(pair => $"{pair.Key}={pair.Value}"));
        return arguments.Length == 0 ? NameOf(item) : item is Fusions.Fusion ? $"{NameOf(item)}[{arguments}]" : $"{NameOf(item)}({arguments})";
    }

    private TItem? Create(VocabularyEntry entry, IEnumerable<KeyValuePair<string, string>> arguments, Action<string, string> report)
    {
        var item = (TItem)entry.Create();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var valid = true;
        foreach (var (key, text) in arguments)
        {
            var argument = entry.Arguments.FirstOrDefault(candidate => candidate.Key == key);
            if (argument is null)
                Reject(ErrorCodes.UnknownKey, $"unknown option '{key}' of {_kind} '{entry.Name}'. {NearestName.Hint(key, [.. entry.Arguments.Select(a => a.Key)])}");
            else if (!seen.Add(key))
                Reject(ErrorCodes.DuplicateKey, $"option '{key}' of {_kind} '{entry.Name}' stands twice");
            else if (argument.TryParse(text, out var value) is { } problem)
                Reject(ErrorCodes.OutOfRange, $"option '{key}' of {_kind} '{entry.Name}' {problem}");
            else
                argument.Set(item, value!);
        }
        return valid ? item : null;

        void Reject(string code, string message)
        {
            valid = false;
            report(code, message);
        }
    }
}
