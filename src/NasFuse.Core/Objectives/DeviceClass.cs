using System.Text.RegularExpressions;

namespace NasFuse.Core.Objectives;

/// <summary>Kinds of device that latencies are measured on, as metrics name them: <c>latencyMs@cpu</c>, <c>latencyMs@h200</c>.</summary>
/// <remarks>
/// A device is of a class when the class is its kind (<c>cpu</c>, <c>cuda</c>), a part of its model's name, or a name that its worker was given. Latencies of
/// one class compare as far as its devices are alike: name a model rather than a kind where machines differ.
/// </remarks>
public static partial class DeviceClass
{
    /// <summary>Regular expression of a class.</summary>
    public const string Form = "[a-z0-9][a-z0-9-]{0,39}";

    /// <summary>Regular expression of the metric that is measured on devices of a class.</summary>
    public const string MetricForm = $"{MetricNames.LatencyMs}@{Form}";

    /// <summary>The rule for a person.</summary>
    public const string Rule = "1..40 lower-case letters, digits and dashes, not beginning with a dash";

    /// <summary>True for the name of a class.</summary>
    public static bool IsValid(string name) => Whole().IsMatch(name);

    /// <summary>The metric: <c>latencyMs@h200</c>.</summary>
    public static string LatencyOn(string deviceClass) => $"{MetricNames.LatencyMs}@{deviceClass}";

    /// <summary>The class that a metric is measured on: <c>h200</c> of <c>latencyMs@h200</c> and <c>latencyP95Ms@h200</c>; null for other metrics.</summary>
    public static string? Of(string metric) => metric.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? metric[(at + 1)..] : null;

    /// <summary>True when a device is of a class.</summary>
    /// <param name="name">The class, or any part of a model's name as people write it: <c>H200</c>, <c>RTX 4090</c>.</param>
    /// <param name="device">Device as shown, beginning with its kind: <c>cpu (2 threads)</c>, <c>cuda:0</c>.</param>
    /// <param name="model">Name of its model.</param>
    /// <param name="given">Further classes that its worker was given.</param>
    public static bool Includes(string name, string device, string model, IEnumerable<string> given)
    {
        var wanted = Plain(name);
        return wanted.Length > 0 && (KindOf(device) == wanted || Plain(model).Contains(wanted, StringComparison.Ordinal) || given.Contains(wanted));
    }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    private static string KindOf(string device) => Kind().Match(device).Value;

    /// <summary>Names of models as classes write them: <c>nvidia-geforce-rtx-4090</c>.</summary>
    private static string Plain(string name) => Other().Replace(name.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex($"^{Form}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex("^[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
