using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>How a person names a search space: a name or path, and behind a colon one of its presets: <c>dcnas:tiny</c>.</summary>
/// <param name="Space">Name of the space, or path of its file or folder.</param>
/// <param name="Preset">The preset, or null for the space as its file writes it.</param>
public sealed partial record SpaceReference(string Space, WantedPreset? Preset)
{
    /// <summary>Takes a text apart; whatever stands behind the last colon and can be the name of a preset is one.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="place">Where, for messages about the preset.</param>
    public static SpaceReference Parse(string text, SourcePlace place) => WithPreset().Match(text) is { Success: true } match
        ? new SpaceReference(match.Groups["space"].Value, new WantedPreset(match.Groups["preset"].Value, place))
        : new SpaceReference(text, null);

    [GeneratedRegex(@"^(?<space>.+):(?<preset>[A-Za-z][A-Za-z0-9_-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithPreset();
}

/// <summary>A preset that was asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it was asked for.</param>
public sealed record WantedPreset(string Name, SourcePlace Place);
