using System.Globalization;
using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Objectives;

/// <summary>Reads constraints such as <c>latencyMs &lt; 30</c> or <c>parameters &lt;= 1_000_000</c>.</summary>
public static partial class ConstraintParser
{
    private const string NumberForm = @"[+-]?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";

    private static readonly string[] Comparisons = ["<", "<=", ">", ">="];

    /// <summary>Regular expression of the whole form, for schemas; <see cref="Parse(string, SourcePlace, Action{SourcePlace, string, string})"/> says more.</summary>
    public static string Pattern { get; } = $@"^\s*(?:{string.Join('|', [DeviceClass.MetricForm, .. MetricNames.All])})\s*[<>]=?\s*{NumberForm}\s*$";

    /// <summary>Reads a constraint.</summary>
    /// <param name="text">Metric, comparison and bound; the bound in the metric's unit.</param>
    /// <exception cref="UserErrorException">The text is not a constraint; with the column.</exception>
    public static Constraint Parse(string text)
    {
        var bag = new DiagnosticBag();
        // The text stands for itself: its first character is column 1.
        var constraint = Parse(text, new SourcePlace(text, 1, 0), bag.Add);
        bag.ThrowIfAny();
        return constraint!;
    }

    /// <summary>Reads a constraint that stands in quotes in a file.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <param name="place">Place of the opening quote.</param>
    /// <param name="report">Takes place, error code and message of each mistake.</param>
    /// <returns>The constraint, or null when there was a mistake.</returns>
    public static Constraint? Parse(string text, SourcePlace place, Action<SourcePlace, string, string> report)
    {
        var parts = Parts().Match(text);
        if (!parts.Success)
        {
            report(place, ErrorCodes.WrongType, $"a constraint is <metric> <comparison> <bound>, e.g. latencyMs < 30, but this is {Quote(text)}");
            return null;
        }
        Group metric = parts.Groups["metric"], comparison = parts.Groups["comparison"], bound = parts.Groups["bound"];
        var value = 0.0;
        var valid = Check(MetricNames.Has(metric.Value), metric, ErrorCodes.UnknownName, "unknown metric", $". {Hint(metric.Value)}")
            & Check(Comparisons.Contains(comparison.Value), comparison, ErrorCodes.UnknownName, $"the comparison must be one of {string.Join(' ', Comparisons)} but is")
            & Check(TryReadBound(bound.Value, out value), bound, ErrorCodes.WrongType, "the bound must be a number such as 30, 0.5, 1_000_000 or 1e6 but is");
        return valid ? new Constraint(metric.Value, comparison.Value, value) : null;

        bool Check(bool kept, Group part, string code, string rule, string hint = "")
        {
            if (!kept) report(place.Line == 0 ? place : place with { Column = place.Column + 1 + part.Index }, code, $"{rule} {Quote(part.Value)}{hint}");
            return kept;
        }
    }

    private static bool TryReadBound(string text, out double bound)
    {
        bound = 0;
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        return Number().IsMatch(text) && double.TryParse(digits, CultureInfo.InvariantCulture, out bound) && double.IsFinite(bound);
    }

    private static string Hint(string metric) =>
        NearestName.Hint(metric.Length > 60 ? metric[..60] : metric, [.. MetricNames.All, DeviceClass.LatencyOn("CLASS")]);

    private static string Quote(string text) => Configuration.Excerpt.Quote(text);

    [GeneratedRegex(@"^\s*(?<metric>\w+(?:@[\w-]*)?)\s*(?<comparison>[^\w\s.+-]+)\s*(?<bound>\S+)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    [GeneratedRegex($@"^{NumberForm}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
