using System.Globalization;
using System.Text;

namespace NasFuse.TestKit;

/// <summary>FasterSeg search parameters from a seed, by a generator that is easily written again in another language.</summary>
public static class SeededGenotype
{
    /// <summary>True for every fifth seed: no skips, fixed width.</summary>
    public static bool IsTeacher(int seed) => seed % 5 == 0;

    /// <summary>The file's text; 8 to 20 layers, skips preferred more or less.</summary>
    /// <param name="seed">Seed, ≥ 0.</param>
    /// <param name="scores">Further members, e.g. <c>"mIoU02": 0.5,</c>.</param>
    public static string Json(int seed, string scores = "")
    {
        var (layers, network, widths) = (8 + seed % 13, IsTeacher(seed) ? 0 : 1, IsTeacher(seed) ? 1 : 5);
        var state = seed * 7919L + 1;
        var text = new StringBuilder("{").Append(scores).Append('\n');
        for (var s = 0; s < 3; s++) Table($"alpha_{network}_{s}", layers - s, 5, firstColumn: seed % 4 * 0.25);
        for (var s = 1; s < 3; s++) Table($"beta_{network}_{s}", layers - 1 - s, 2, factor: 4);
        for (var s = 0; s < 3; s++) Table($"ratio_{network}_{s}", layers - Math.Max(1, s), widths);
        return text.Append('}').ToString();

        void Table(string key, int rows, int columns, double factor = 1, double firstColumn = 0)
        {
            text.Append('"').Append(key).Append("\": [");
            for (var i = 0; i < rows; i++)
            {
                text.Append('[');
                for (var j = 0; j < columns; j++) text.Append(CultureInfo.InvariantCulture, $"{factor * Next() + (j == 0 ? firstColumn : 0):R}, ");
                text.Append("], ");
            }
            text.Append("],\n");
        }

        double Next()
        {
            state = (state * 1103515245 + 12345) & 0x7fffffff;
            return state / 2147483648.0;
        }
    }
}
