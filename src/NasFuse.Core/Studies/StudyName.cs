using System.Text.RegularExpressions;

namespace NasFuse.Core.Studies;

/// <summary>What a study may be called: its name is a folder's name on every system.</summary>
public static partial class StudyName
{
    /// <summary>Regular expression of the whole name.</summary>
    public const string Pattern = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}";

    /// <summary>The rule for a person.</summary>
    public const string Rule = "1..80 letters a-z, digits, '.', '_' and '-', not beginning with '.'";

    /// <summary>True when a study may be called so.</summary>
    public static bool IsValid(string name) => Whole().IsMatch(name);

    [GeneratedRegex($"^(?:{Pattern})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
