namespace NasFuse.Core.Drawing;

/// <summary>Estimates how wide text is without a font at hand: the widths of Helvetica, with a little room for wider fonts.</summary>
internal static class TextWidth
{
    private const double Room = 1.06;

    /// <summary>Width of a text, pixels.</summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="size">Font size, pixels.</param>
    /// <param name="bold">True for bold letters.</param>
    public static double Of(string text, double size, bool bold = false) => text.Sum(EmOf) * size * Room * (bold ? 1.07 : 1);

    private static double EmOf(char c) => c switch
    {
        'i' or 'j' or 'l' or '\'' => 0.222,
        ' ' or '.' or ',' or ':' or ';' or 'f' or 't' or '/' or '|' or '!' => 0.278,
        '(' or ')' or '[' or ']' or '-' or 'r' or '·' => 0.333,
        'm' or 'M' or '–' => 0.833,
        'w' => 0.722,
        'W' or '@' or '%' => 0.944,
        '=' or '+' or '×' or '<' or '>' or '±' or '‖' => 0.584,
        >= 'A' and <= 'Z' => 0.69,
        >= 'a' and <= 'z' or >= '0' and <= '9' => 0.556,
        _ => 0.62,
    };
}
