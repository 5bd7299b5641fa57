using System.Collections.Immutable;

namespace NasFuse.Core.Studies;

/// <summary>Keeps each text once, however many trials have it: names and options of choices, names of metrics, devices. Not thread-safe.</summary>
internal sealed class SharedTexts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The one text of this content.</summary>
    public string Shared(string text)
    {
        if (_texts.TryGetValue(text, out var known)) return known;
        _texts.Add(text, text);
        return text;
    }

    /// <summary>The one text of this content, or null.</summary>
    public string? SharedOrNull(string? text) => text is null ? null : Shared(text);

    /// <summary>The same values by shared names.</summary>
    /// <param name="values">Values by name, in ordinal order.</param>
    /// <param name="share">What becomes of a value.</param>
    public ImmutableSortedDictionary<string, T> Shared<T>(ImmutableSortedDictionary<string, T> values, Func<T, T> share) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, values.Select(pair => KeyValuePair.Create(Shared(pair.Key), share(pair.Value))));
}
