namespace NasFuse.Core.Drawing;

/// <summary>Large counts as people read them.</summary>
public static class Amount
{
    /// <summary><c>0.31 M</c>; small numbers as <c>54.7 k</c> and <c>464</c>, large ones as <c>12.4 G</c>.</summary>
    public static string Short(double value) => value switch
    {
        < 1e3 => Format($"{value:F0}"),
        < 1e5 => Format($"{value / 1e3:F1} k"),
        < 1e7 => Format($"{value / 1e6:F2} M"),
        < 1e8 => Format($"{value / 1e6:F1} M"),
        < 1e10 => Format($"{value / 1e6:F0} M"),
        _ => Format($"{value / 1e9:F1} G"),
    };

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
