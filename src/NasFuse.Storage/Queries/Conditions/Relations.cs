namespace NasFuse.Storage.Queries.Conditions;

/// <summary>What the words and signs between two operands mean.</summary>
internal static class Relations
{
    /// <summary>Comparisons by sign, as tests of the order of left and right.</summary>
    public static IReadOnlyDictionary<string, Func<int, bool>> Comparisons { get; } = new Dictionary<string, Func<int, bool>>
    {
        ["<"] = order => order < 0,
        ["<="] = order => order <= 0,
        [">"] = order => order > 0,
        [">="] = order => order >= 0,
        ["="] = order => order == 0,
        ["=="] = order => order == 0,
        ["!="] = order => order != 0,
        ["<>"] = order => order != 0,
    };

    /// <summary>Tests of texts by word; all without regard to case.</summary>
    public static IReadOnlyDictionary<string, Func<string, string, bool>> TextTests { get; } =
        new Dictionary<string, Func<string, string, bool>>(StringComparer.OrdinalIgnoreCase)
        {
            ["contains"] = (text, part) => text.Contains(part, StringComparison.OrdinalIgnoreCase),
            ["startswith"] = (text, part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase),
            ["endswith"] = (text, part) => text.EndsWith(part, StringComparison.OrdinalIgnoreCase),
            ["like"] = Like,
        };

    /// <summary>The same for one of several names: <c>contains</c> means that it is the name, with or without its options: <c>ffm</c> is
    /// <c>ffm[r=4]</c>.</summary>
    public static Func<string, string, bool> NameTest(string word) => word.Equals("contains", StringComparison.OrdinalIgnoreCase) ? IsName : TextTests[word];

    private static bool IsName(string name, string wanted) =>
        name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || (name.IndexOfAny(['(', '[', ':']) is > 0 and var end && name.AsSpan(0, end).Equals(wanted, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the text fits a pattern in which <c>%</c> stands for any characters and <c>_</c> for one.</summary>
    public static bool Like(string text, string pattern)
    {
        int t = 0, p = 0, retryText = 0, retryPattern = -1;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
                (retryPattern, retryText) = (++p, t);
            else if (p < pattern.Length && (pattern[p] == '_' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
                (t, p) = (t + 1, p + 1);
            else if (retryPattern >= 0)
                (p, t) = (retryPattern, ++retryText);
            else
                return false;
        }

        return pattern.AsSpan(p).TrimStart('%').IsEmpty;
    }
}
