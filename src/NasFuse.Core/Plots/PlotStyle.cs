using NasFuse.Core.Drawing;

namespace NasFuse.Core.Plots;

/// <summary>
/// Style of plots in pages; colours are those of the architecture drawings, so the page needs <see cref="ArchitectureDrawing.StyleSheet"/> too.
/// </summary>
public static class PlotStyle
{
    /// <summary>
    /// Colours of lines that are told apart, light and dark; distinguishable without colour vision (Okabe and Ito), in the order in which they are used.
    /// </summary>
    private static readonly (string Light, string Dark)[] s_series =
    [
        ("#0072b2", "#56b4e9"), ("#d55e00", "#ff8d4f"), ("#009e73", "#35d0a0"), ("#aa4499", "#e191d5"), ("#a87200", "#e6b94a"), ("#4c5fd7", "#9aa5ff"),
        ("#b3243c", "#ff7b8f"), ("#3d7a80", "#7fd3d9"),
    ];

    /// <summary>Number of colours; further lines begin again.</summary>
    internal static int SeriesCount => s_series.Length;

    /// <summary>The rules.</summary>
    public static string Sheet
    {
        get
        {
            List<string> rules =
            [
                ".nf-plot { font-size: 13px; width: 100%; height: auto; }",
                ".nf-grid { stroke: var(--nf-line); stroke-opacity: 0.35; stroke-width: 1; fill: none; }",
                ".nf-tick { fill: var(--nf-muted); }",
                ".nf-right { text-anchor: end; }",
                ".nf-plot-line { fill: none; stroke-width: 2; stroke-linejoin: round; }",
                ".nf-plot-faint { fill: none; stroke: var(--nf-line); stroke-opacity: 0.45; stroke-width: 1; }",
                ".nf-plot-front { stroke: var(--nf-heat); }",
                ".nf-point-front { fill: var(--nf-heat); stroke: var(--nf-paper); stroke-width: 1.5; }",
                ".nf-point { fill: var(--nf-keep); fill-opacity: 0.75; }",
                ".nf-point-hollow { fill: none; stroke: var(--nf-keep); stroke-width: 1.3; }",
            ];
            for (var i = 0; i < s_series.Length; i++) rules.Add($".nf-s{i} {{ stroke: {s_series[i].Light}; }}");
            var dark = s_series.Select((colour, i) => $".nf-s{i} {{ stroke: {colour.Dark}; }}");
            rules.Add($"@media (prefers-color-scheme: dark) {{ {string.Join(' ', dark)} }}");
            return string.Join('\n', rules);
        }
    }
}
