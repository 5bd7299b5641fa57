using System.Globalization;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Dashboard.Comparison;

/// <summary>A trial as requests name it: <c>study:14</c>.</summary>
/// <param name="Study">Name of the study.</param>
/// <param name="Number">Number of the trial.</param>
internal sealed record TrialName(string Study, int Number)
{
    /// <summary>Reads a name.</summary>
    /// <exception cref="UserErrorException">It is not of that form.</exception>
    public static TrialName Parse(string text, string place)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new TrialName(text[..colon], number)
            : throw new UserErrorException(new SourcePlace(place), ErrorCodes.OutOfRange, $"a trial is written study:number, e.g. street:14, but was '{text}'");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Study}:{Number}";
}
