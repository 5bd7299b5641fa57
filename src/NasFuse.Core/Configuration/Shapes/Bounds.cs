using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>Allowed range of a number, both ends included.</summary>
internal readonly record struct Bounds(double Minimum, double Maximum)
{
    /// <summary>Beyond this a range has no end that a person would care about.</summary>
    private const double Endless = int.MaxValue;

    private static readonly Bounds None = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <exception cref="InvalidOperationException">The range excludes one of its ends, which no message or schema here can say.</exception>
    public static Bounds Of(RangeAttribute? range)
    {
        if (range is null) return None;
        if (range.MinimumIsExclusive || range.MaximumIsExclusive) throw new InvalidOperationException("ranges of options include both ends");
        return new Bounds(Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
    }

    public static Bounds Of(ItemRangeAttribute? range) => range is null ? None : new Bounds(range.Minimum, range.Maximum);

    public bool Contain(double value) => value >= Minimum && value <= Maximum;

    /// <summary><c>1..100</c>, <c>at least 1</c> or <c>at most 100</c>.</summary>
    public override string ToString() =>
        Maximum >= Endless ? $"at least {Minimum}"
        : Minimum <= -Endless ? $"at most {Maximum}"
        : $"{Minimum}..{Maximum}";

    public void AddTo(JsonObject schema)
    {
        if (double.IsFinite(Minimum) && Minimum > -Endless) schema["minimum"] = Minimum;
        if (double.IsFinite(Maximum) && Maximum < Endless) schema["maximum"] = Maximum;
    }
}
