using System.Text;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>Draws an architecture as a Mermaid flowchart, which Markdown pages show as a picture: one box per resolution.</summary>
public static class MermaidDrawing
{
    /// <summary>The text to put between <c>```mermaid</c> and <c>```</c>.</summary>
    public static string Draw(Architecture architecture)
    {
        var text = new StringBuilder("flowchart LR\n");
        text.Append($"    {Name(Architecture.ImageId)}([image])\n");
        foreach (var level in DrawingLabels.Levels(architecture))
        {
            text.Append($"    subgraph level_{level.Key.Numerator}_{level.Key.Denominator} [\"{level.Key}\"]\n");
            foreach (var node in level) text.Append($"        {Name(node.Id)}{Box(node)}\n");
            text.Append("    end\n");
        }
        foreach (var node in architecture.Nodes) AppendEdges(text, node);
        return text.ToString();
    }

    private static void AppendEdges(StringBuilder text, ArchitectureNode node)
    {
        foreach (var edge in node.Inputs)
            text.Append($"    {Name(edge.Source)} -->{(DrawingLabels.Of(edge) is { Length: > 0 } label ? $"|\"{label}\"|" : "")} {Name(node.Id)}\n");
        if (node.SharedWith is { } shared) text.Append($"    {Name(shared)} -.->|\"weights\"| {Name(node.Id)}\n");
    }

    private static string Box(ArchitectureNode node) =>
        node.Id == Architecture.OutputId ? $"([\"{DrawingLabels.Of(node)}\"])" : $"[\"{DrawingLabels.Of(node)}\"]";

    // Mermaid reserves words such as "end" and "graph"; a prefix keeps ids clear of them.
    private static string Name(string id) => $"n_{id}";
}
