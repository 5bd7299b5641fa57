using System.Text.Json.Nodes;
using NasFuse.Core.Objectives;

namespace NasFuse.Dashboard.Charts;

/// <summary>Makes figures as plotly.js reads them.</summary>
/// <remarks>Colours are names of the page's CSS variables, such as <c>--front</c>: the browser replaces them, so that one figure suits light and
/// dark.</remarks>
internal static class Figure
{
    /// <summary>Colours that tell series apart, also for readers who see few colours; beside them stand symbols and names.</summary>
    public static IReadOnlyList<string> Series { get; } = ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6", "--series-7"];

    /// <summary>A figure.</summary>
    public static JsonObject Of(IEnumerable<JsonObject> traces, JsonObject layout) => new() { ["data"] = new JsonArray([.. traces]), ["layout"] = layout };

    /// <summary>Numbers; what is not finite becomes null, which is a gap.</summary>
    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(value => double.IsFinite(value) ? (JsonNode)value : null)]);

    /// <summary>Whole numbers.</summary>
    public static JsonArray Numbers(IEnumerable<int> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>Texts.</summary>
    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>An axis with its title.</summary>
    public static JsonObject AxisOf(string title) => new() { ["title"] = new JsonObject { ["text"] = title, ["standoff"] = 14 }, ["automargin"] = true };

    /// <summary>What is shown when pointing at a mark: a head, its two values, and behind them what it belongs to.</summary>
    public static string Hover(string head, Axis x, Axis y, string group) =>
        $"{head}<br>{MetricText.Title(y.Name)} %{{y:.4~g}}<br>{MetricText.Title(x.Name)} %{{x:.4~g}}<extra>{group}</extra>";

    /// <summary>Points.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="x">Where they are.</param>
    /// <param name="y">Where they are.</param>
    /// <param name="marker">How they look.</param>
    public static JsonObject Points(string name, IEnumerable<double> x, IEnumerable<double> y, JsonObject marker) => new()
    {
        ["type"] = "scatter", ["mode"] = "markers", ["name"] = name, ["x"] = Numbers(x), ["y"] = Numbers(y), ["marker"] = marker,
    };

    /// <summary>A line.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="x">Where it goes.</param>
    /// <param name="y">Where it goes.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="shape"><c>linear</c>, or <c>hv</c> or <c>vh</c> for steps.</param>
    public static JsonObject Line(string name, IEnumerable<double> x, IEnumerable<double> y, string colour, string shape = "linear") => new()
    {
        ["type"] = "scatter", ["mode"] = "lines", ["name"] = name, ["x"] = Numbers(x), ["y"] = Numbers(y),
        ["line"] = new JsonObject { ["color"] = colour, ["width"] = 2, ["shape"] = shape },
    };
}
