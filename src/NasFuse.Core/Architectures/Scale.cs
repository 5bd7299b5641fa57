using System.Globalization;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>Resolution of a map relative to the image: a positive dyadic rational such as 1/8, 3/4 or 2/1, always in lowest terms.</summary>
public readonly record struct Scale : IComparable<Scale>
{
    /// <summary>Numerator, ≥ 1.</summary>
    public int Numerator { get; }

    /// <summary>Denominator, a power of two.</summary>
    public int Denominator { get; }

    /// <summary>Full resolution.</summary>
    public static Scale Full { get; } = new(1, 1);

    /// <summary>Creates a scale and reduces it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, not dyadic, or beyond 1/4096 … 4096.</exception>
    public Scale(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        (numerator, denominator) = Reduce(numerator, denominator);
        if (!int.IsPow2(denominator) || denominator > 4096 || numerator > 4096)
            throw new ArgumentOutOfRangeException(nameof(denominator), $"{numerator}/{denominator} is no scale: the denominator must be a power of two, both at most 4096");
        (Numerator, Denominator) = (numerator, denominator);
    }

    /// <summary>1/<paramref name="stride"/>.</summary>
    public static Scale OfStride(int stride) => new(1, stride);

    /// <summary>Size of a map at this scale: <c>ceil(H · s) × ceil(W · s)</c>, the size a chain of stride-2 layers gives.</summary>
    public Size Apply(Size image) => new(Apply(image.Height), Apply(image.Width));

    /// <summary>This scale times a stride; null when the result is no scale (too fine).</summary>
    public Scale? MultipliedBy(int stride)
    {
        var (numerator, denominator) = Reduce(Numerator * stride, Denominator);
        return numerator <= 4096 ? new Scale(numerator, denominator) : null;
    }

    /// <summary>This scale divided by a stride; null when the result is no scale (not dyadic or too fine).</summary>
    public Scale? DividedBy(int stride) => TryParse($"{Numerator}/{Denominator * stride}", out var scale) ? scale : null;

    /// <summary>Reads <c>n/d</c>.</summary>
    public static bool TryParse(string text, out Scale scale)
    {
        scale = default;
        var slash = text.IndexOf('/');
        if (slash < 0 || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            || numerator is < 1 or > 4096 || denominator is < 1 or > 4096 || !int.IsPow2(denominator)) return false;
        scale = new Scale(numerator, denominator);
        return true;
    }

    /// <summary>Orders from coarse to fine.</summary>
    public int CompareTo(Scale other) => ((long)Numerator * other.Denominator).CompareTo((long)other.Numerator * Denominator);

    /// <summary>Finer than.</summary>
    public static bool operator >(Scale a, Scale b) => a.CompareTo(b) > 0;

    /// <summary>Coarser than.</summary>
    public static bool operator <(Scale a, Scale b) => a.CompareTo(b) < 0;

    /// <summary>Finer than or equal.</summary>
    public static bool operator >=(Scale a, Scale b) => a.CompareTo(b) >= 0;

    /// <summary>Coarser than or equal.</summary>
    public static bool operator <=(Scale a, Scale b) => a.CompareTo(b) <= 0;

    /// <summary><c>1/8</c></summary>
    public override string ToString() => $"{Numerator}/{Denominator}";

    private static (int Numerator, int Denominator) Reduce(int numerator, int denominator)
    {
        while (numerator % 2 == 0 && denominator % 2 == 0) (numerator, denominator) = (numerator / 2, denominator / 2);
        return (numerator, denominator);
    }

    private int Apply(int length) => (int)(((long)length * Numerator + Denominator - 1) / Denominator);
}
