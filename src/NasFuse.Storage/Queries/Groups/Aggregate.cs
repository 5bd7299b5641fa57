using NasFuse.Core.Measurement;

namespace NasFuse.Storage.Queries.Groups;

/// <summary>What is asked about the rows of a group.</summary>
/// <param name="Function">One of <see cref="Functions"/>, or <see cref="Count"/> without a field.</param>
/// <param name="Field">The field, or null to count rows.</param>
internal sealed record Aggregate(string Function, TrialField? Field)
{
    /// <summary>Counts rows, or those that have a value.</summary>
    public const string Count = "count";

    private static readonly Dictionary<string, Func<List<double>, double>> Numeric = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sum"] = values => values.Sum(),
        ["mean"] = values => values.Average(),
        ["std"] = values => values.Count > 1 ? SampleDeviation.Of(values) : double.NaN,
        ["median"] = Quantiles.Median,
    };

    /// <summary>Names of all functions.</summary>
    public static IReadOnlyList<string> Functions { get; } = [Count, .. Numeric.Keys, "min", "max"];

    /// <summary>Name of its column: <c>count</c>, <c>mean(objectives.miou)</c>.</summary>
    public string Name => Field is null ? Count : $"{Function.ToLowerInvariant()}({Field.Name})";

    /// <summary>True when it calculates with numbers.</summary>
    public bool NeedsNumbers => Numeric.ContainsKey(Function);

    /// <summary>The answer for the values of a group; missing ones and NaN are left out before.</summary>
    public QueryValue Of(List<QueryValue> values)
    {
        if (Function.Equals(Count, StringComparison.OrdinalIgnoreCase)) return QueryValue.Of((Int128)values.Count);
        if (values.Count == 0) return QueryValue.Null;
        if (Numeric.TryGetValue(Function, out var calculate))
            return calculate(values.ConvertAll(value => value.Real)) is var result && double.IsNaN(result) ? QueryValue.Null : QueryValue.Of(result);
        var order = new RowOrder(descending: Function.Equals("max", StringComparison.OrdinalIgnoreCase));
        return values.Aggregate((best, value) => order.Compare(value, best) < 0 ? value : best);
    }
}
