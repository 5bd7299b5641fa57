using System.Globalization;

namespace NasFuse.Storage.Queries;

/// <summary>One value of a row: nothing, a whole number, a real number or a text.</summary>
/// <remarks>Immutable and thread-safe. Whole numbers are exact over the range of all counters and seeds.</remarks>
public readonly record struct QueryValue
{
    private QueryValue(Int128? whole, double real, string? text)
    {
        Whole = whole;
        Real = real;
        Text = text;
        IsNull = false;
    }

    /// <summary>Makes the missing value.</summary>
    public QueryValue()
    {
        Real = double.NaN;
        IsNull = true;
    }

    /// <summary>The missing value.</summary>
    public static QueryValue Null { get; } = new();

    /// <summary>True for the missing value.</summary>
    public bool IsNull { get; }

    /// <summary>True for whole and real numbers.</summary>
    public bool IsNumber => !IsNull && Text is null;

    /// <summary>The value when it is a whole number.</summary>
    public Int128? Whole { get; }

    /// <summary>The value of any number, rounded to a double when it is whole; NaN for anything else.</summary>
    public double Real { get; }

    /// <summary>The value when it is a text.</summary>
    public string? Text { get; }

    /// <summary>A whole number.</summary>
    public static QueryValue Of(Int128 value) => new(value, (double)value, null);

    /// <summary>A real number, also NaN and the infinities.</summary>
    public static QueryValue Of(double value) => new(null, value, null);

    /// <summary>A text, or the missing value for null.</summary>
    public static QueryValue Of(string? value) => value is null ? Null : new(null, double.NaN, value);

    /// <summary>The number that a text says, whole where it has neither point nor exponent, or null when it says none.</summary>
    public static QueryValue? ParseNumber(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Of(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? Of(real)
        : null;

    /// <summary>
    /// Compares numbers by value and texts without regard to case; null when the two cannot be compared: one is missing, one is NaN, or one is a number and
    /// the other a text.
    /// </summary>
    public int? CompareWith(QueryValue other)
    {
        if (Whole is { } left && other.Whole is { } right) return left.CompareTo(right);
        if (IsNumber && other.IsNumber) return double.IsNaN(Real) || double.IsNaN(other.Real) ? null : Real.CompareTo(other.Real);
        if (Text is not null && other.Text is not null) return string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase);
        return null;
    }

    /// <summary>Invariant text; empty for the missing value.</summary>
    public override string ToString() =>
        Text ?? (IsNull ? "" : Whole?.ToString(CultureInfo.InvariantCulture) ?? Real.ToString("R", CultureInfo.InvariantCulture));
}
