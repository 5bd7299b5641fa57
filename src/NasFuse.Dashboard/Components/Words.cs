using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Components;

/// <summary>Words of the pages.</summary>
internal static class Words
{
    /// <summary>A trial's metric with its unit, and its deviation over repeats where known.</summary>
    public static string Value(Trial trial, string metric) =>
        !trial.Metrics.TryGetValue(metric, out var value) ? "–"
        : trial.Spread.TryGetValue(metric, out var spread) ? MetricText.Of(metric, value, spread) : MetricText.Of(metric, value);

    /// <summary>How long ago, roughly.</summary>
    public static string Ago(DateTimeOffset? time, DateTimeOffset now) =>
        time is not { } moment ? "–" : now - moment is var age && age < TimeSpan.FromSeconds(5) ? "just now" : $"{MetricText.Duration(age)} ago";

    /// <summary>The address of a study's page.</summary>
    public static string Link(StudyView view) => $"studies/{Uri.EscapeDataString(view.Name)}";

    /// <summary>The address of the page that compares studies.</summary>
    public static string Comparison(IEnumerable<string> studies) =>
        $"compare?studies={string.Join(',', studies.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString))}";

    /// <summary>The address of a trial's page.</summary>
    public static string Link(StudyView view, int number) => $"{Link(view)}/trials/{number}";

    /// <summary>A word in small letters: the name of a CSS class, and what is shown.</summary>
    public static string Small(Enum value) => value.ToString().ToLowerInvariant();
}
