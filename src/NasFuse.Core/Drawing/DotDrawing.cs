using System.Text;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>Draws an architecture in the DOT language of Graphviz: one row per resolution, finest on top.</summary>
public static class DotDrawing
{
    /// <summary>The text for <c>dot -Tsvg</c>.</summary>
    public static string Draw(Architecture architecture)
    {
        var levels = DrawingLabels.Levels(architecture).ToArray();
        var text = new StringBuilder(
            """
            digraph architecture {
                rankdir=TB; node [shape=box, style=rounded, fontname="sans-serif", fontsize=10]; edge [fontname="sans-serif", fontsize=8];
                "image" [shape=oval];

            """);
        // Rows keep their order because their headings form a chain.
        foreach (var level in levels) text.Append($"    {Heading(level.Key)} [label=\"{level.Key}\", shape=plaintext];\n");
        text.Append($"    {string.Join(" -> ", levels.Select(level => Heading(level.Key)))} [style=invis];\n");
        foreach (var level in levels) AppendLevel(text, level, withImage: level.Key == Scale.Full);
        foreach (var node in architecture.Nodes) AppendEdges(text, node);
        return text.Append("}\n").ToString();
    }

    private static void AppendLevel(StringBuilder text, IGrouping<Scale, ArchitectureNode> level, bool withImage)
    {
        text.Append($"    {{ rank=same; {Heading(level.Key)};{(withImage ? " \"image\";" : "")}\n");
        foreach (var node in level)
            text.Append($"        \"{node.Id}\" [label=\"{DrawingLabels.Of(node)}\"{(node.Id == Architecture.OutputId ? ", shape=oval" : "")}];\n");
        text.Append("    }\n");
    }

    private static void AppendEdges(StringBuilder text, ArchitectureNode node)
    {
        foreach (var edge in node.Inputs)
            text.Append($"    \"{edge.Source}\" -> \"{node.Id}\"{(DrawingLabels.Of(edge) is { Length: > 0 } label ? $" [label=\"{label}\"]" : "")};\n");
        if (node.SharedWith is { } shared) text.Append($"    \"{shared}\" -> \"{node.Id}\" [label=\"weights\", style=dashed, constraint=false];\n");
    }

    private static string Heading(Scale scale) => $"\"level {scale}\"";
}
