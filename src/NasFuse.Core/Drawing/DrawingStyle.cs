using NasFuse.Core.Differences;

namespace NasFuse.Core.Drawing;

/// <summary>Colours and fonts of drawings as a style sheet.</summary>
/// <remarks>
/// Every rule but those of the theme selects by one class, so that simple programs understand it. Kinds of edges differ in lightness too,
/// so that they can be told apart without colour vision. A page overrides the automatic theme by <c>data-theme="light"</c>
/// or <c>"dark"</c> on any element around the drawing.
/// </remarks>
internal static class DrawingStyle
{
    private static readonly (string Name, string Light, string Dark)[] s_surfaces =
    [
        ("paper", "#ffffff", "#11161d"), ("lane", "#f3f5f8", "#18202a"), ("ink", "#18212b", "#e8edf3"), ("muted", "#566372", "#9dabba"),
        ("box", "#ffffff", "#1f2833"), ("line", "#94a1af", "#566577"), ("heat", "#4c5fd7", "#7f8fff"),
    ];

    private static readonly (string Name, string Light, string Dark)[] s_edges =
    [
        ("keep", "#8390a0", "#8696a8"), ("match", "#0b8f6c", "#3fc79c"), ("up", "#d4560c", "#ff9152"), ("down", "#1f6fc4", "#63b0ff"),
        ("global", "#a87200", "#e5b84d"), ("gate", "#9d3597", "#dd8bd6"),
    ];

    private static readonly (string Name, string Light, string Dark)[] s_changes =
    [
        ("added", "#1a7f37", "#3fb950"), ("removed", "#cf222e", "#ff6a63"), ("changed", "#b58100", "#e3b341"),
    ];

    private static readonly (string Name, string Light, string Dark)[] s_all = [.. s_surfaces, .. s_edges, .. s_changes];

    public static string Sheet(DrawingTheme theme)
    {
        var rules = string.Join('\n', Rules());
        return theme switch
        {
            DrawingTheme.Auto => $"{Variables(dark: false)}\n@media (prefers-color-scheme: dark) {{ {Variables(dark: true)} }}\n"
                + $"[data-theme=light] {Variables(dark: false)}\n[data-theme=dark] {Variables(dark: true)}\n{rules}",
            _ => s_all.Aggregate(rules, (text, colour) =>
                text.Replace($"var(--nf-{colour.Name})", theme == DrawingTheme.Light ? colour.Light : colour.Dark)),
        };
    }

    /// <summary>Name of a change in class names.</summary>
    public static string Of(ChangeKind change) => change.ToString().ToLowerInvariant();

    /// <summary>Name of a kind in class names.</summary>
    public static string Of(EdgeKind? kind) => kind switch
    {
        EdgeKind.Match => "match", EdgeKind.Up => "up", EdgeKind.Down => "down", EdgeKind.Global => "global", EdgeKind.Gate => "gate", _ => "keep",
    };

    private static string Variables(bool dark) =>
        $".nf-drawing {{ {string.Join(' ', s_all.Select(colour => $"--nf-{colour.Name}: {(dark ? colour.Dark : colour.Light)};"))} }}";

    private static IEnumerable<string> Rules()
    {
        yield return ".nf-drawing { fill: var(--nf-ink); font-size: 9px; "
            + "font-family: 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif; }";
        yield return ".nf-muted { fill: var(--nf-muted); }";
        yield return ".nf-title { font-size: 15px; font-weight: bold; }";
        yield return ".nf-scale { font-size: 13px; font-weight: bold; }";
        yield return ".nf-legend { font-size: 10px; }";
        yield return ".nf-name { font-size: 11px; font-weight: bold; }";
        yield return ".nf-id { font-size: 8px; }";
        yield return ".nf-middle { text-anchor: middle; }";
        yield return ".nf-paper { fill: var(--nf-paper); }";
        yield return ".nf-lane { fill: var(--nf-lane); }";
        yield return ".nf-box { fill: var(--nf-box); stroke: var(--nf-line); stroke-width: 1; }";
        yield return ".nf-end { stroke: var(--nf-ink); stroke-width: 1.4; }";
        yield return ".nf-training { stroke-dasharray: 3 2; }";
        yield return ".nf-heat { fill: var(--nf-heat); }";
        yield return ".nf-glyph { fill: var(--nf-paper); stroke: var(--nf-ink); stroke-width: 1.2; }";
        yield return ".nf-edge { fill: none; stroke-linejoin: round; }";
        yield return ".nf-port { stroke-dasharray: 5 3; }";
        foreach (var name in s_edges.Select(colour => colour.Name)) yield return $".nf-{name} {{ stroke: var(--nf-{name}); }}";
        foreach (var name in s_changes.Select(colour => colour.Name)) yield return $".nf-mark-{name} {{ stroke: var(--nf-{name}); stroke-width: 3; }}";
    }
}
