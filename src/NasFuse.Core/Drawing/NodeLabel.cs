using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Drawing;

/// <summary>What stands in a node.</summary>
/// <param name="Name">The operator's name.</param>
/// <param name="Details">Lines under it: options, channels and cost, latency, shared weights.</param>
/// <param name="Glyph">Sign of the fusion in front of it; null for none.</param>
internal sealed record NodeLabel(string Name, IReadOnlyList<string> Details, string? Glyph)
{
    /// <summary>Width of the text, pixels.</summary>
    public double Width => Details.Select(line => TextWidth.Of(line, DrawingMeasures.DetailFont))
        .Append(TextWidth.Of(Name, DrawingMeasures.NameFont, bold: true)).Max();

    /// <summary>Height of the text, pixels.</summary>
    public double Height => DrawingMeasures.LineHeight * (Details.Count + 1) + 1;

    /// <summary>Width of the sign, pixels; a circle where it is one letter.</summary>
    public double GlyphWidth => Glyph is null ? 0 : Math.Max(DrawingMeasures.Glyph, TextWidth.Of(Glyph, DrawingMeasures.NameFont, bold: true) + 9);

    public static NodeLabel Of(GridNode node, DrawnArchitecture drawn)
    {
        if (node.Node is not { } known) return new NodeLabel(node.Id, ["3"], null);
        var isPlainOutput = known is { Id: Architecture.OutputId, Operator: Identity };
        List<string> details = [];
        if (Options(known) is { Length: > 0 } options) details.Add(options);
        details.Add(drawn.CostOf(node.Id) is { IsDeployed: true, Macs: > 0 } cost ? $"{known.Width} · {Amount.Short(cost.Macs)}" : $"{known.Width}");
        if (drawn.LatencyMsOf(node.Id) is { } latency) details.Add(FormattableString.Invariant($"{latency:0.00} ms"));
        if (known.SharedWith is { } shared) details.Add($"weights: {shared}");
        var times = drawn.MembersOf(node.Id) is { Count: > 1 } members ? $" ×{members.Count}" : "";
        var name = isPlainOutput ? known.Id : Vocabularies.Operators.NameOf(known.Operator) + times;
        return new NodeLabel(name, details, Merges(known) ? FusionGlyph.Of(known.Fusion!) : null);
    }

    /// <summary>True when a fusion does something to what arrives.</summary>
    public static bool Merges(ArchitectureNode node) => node is { Fusion: { } fusion } && (node.Inputs.Length > 1 || !fusion.IsIdentityOnOneInput);

    private static string Options(ArchitectureNode node) =>
        string.Join(' ', Vocabularies.Operators.ArgumentsOf(node.Operator).Select(pair => $"{pair.Key}={pair.Value}"));
}
