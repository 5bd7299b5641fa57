using System.Globalization;

namespace NasFuse.Dashboard.Components;

/// <summary>What a person has brushed on an axis of the parallel coordinates.</summary>
/// <param name="Name">The field, as in queries.</param>
/// <param name="Ranges">Lower and upper end of each range, in the field's unit or as positions of options.</param>
/// <param name="Options">The options inside, on an axis of a choice; else null.</param>
public sealed record BrushedAxis(string Name, double[][] Ranges, string[]? Options)
{
    /// <summary>The query that finds the trials inside all brushes; empty when there are none.</summary>
    public static string ToQuery(IEnumerable<BrushedAxis> axes) => string.Join(" and ", axes.Select(axis => axis.Condition()));

    private string Condition() => Options is not null
        ? Either(Options.Select(option => option == "–" ? $"{Name} = null" : $"{Name} = '{option.Replace("'", "''", StringComparison.Ordinal)}'"),
            Options.Length)
        : Either(Ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{Name} >= {range[0]:G6} and {Name} <= {range[1]:G6}")), Ranges.Length);

    // No option between the marks: no trial has a number below 0.
    private static string Either(IEnumerable<string> conditions, int count) => count == 0 ? "number < 0" : count == 1 ? conditions.First()
        : $"({string.Join(" or ", conditions)})";
}
