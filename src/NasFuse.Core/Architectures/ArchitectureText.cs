using System.Globalization;
using System.Text;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Architectures;

/// <summary>The text form of an architecture, one line per node: <c>f16: 1/16 x11 = id &lt;- add{sc&gt;up; p4&gt;c1b}</c>.</summary>
/// <remarks>
/// <code>
/// line   := id ":" scale "x" width "=" operator "&lt;-" source ["#aux=" weight] ["#detail=" weight] ["#share=" id]
/// source := edge | fusion ["[" options "]"] "{" edge (";" edge)* "}"
/// edge   := id ["." port] ("&gt;" step)*        operator := name ["(" key "=" value ("," …)* ")"]
/// </code>
/// <c>//</c> begins a comment. A node is defined before it is used; the logits are the node <c>out</c>.
/// <c>#aux</c> and <c>#detail</c> mark heads that only training sees (<see cref="Graphs.AuxiliaryHeadKind"/>).
/// </remarks>
public static class ArchitectureText
{
    /// <summary>Largest text that is read, characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Reads and checks an architecture.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Name for error messages.</param>
    /// <exception cref="UserErrorException">Every mistake in the text, each with line and column.</exception>
    public static Architecture Parse(string text, string file = "architecture")
    {
        var errors = new DiagnosticBag();
        var (nodes, places, unreadable) = ReadLines(text, file, errors);
        var architecture = new Architecture([.. nodes]);
        ArchitectureChecks.Check(architecture, places, new SourcePlace(file, 1, 1), errors, unreadable);
        errors.ThrowIfAny();
        return architecture;
    }

    /// <summary>Writes an architecture; <see cref="Parse"/> gives an equal one back.</summary>
    public static string Format(Architecture architecture)
    {
        var idWidth = architecture.Nodes.Max(node => node.Id.Length) + 1;
        var text = new StringBuilder();
        foreach (var node in architecture.Nodes) text.Append(Format(node, idWidth)).Append('\n');
        return text.ToString();
    }

    /// <summary>Writes the line of one node, without a line break.</summary>
    /// <param name="node">The node.</param>
    /// <param name="idWidth">Characters that id and colon take at least, so that lines below each other align.</param>
    public static string Format(ArchitectureNode node, int idWidth = 0)
    {
        var edges = string.Join("; ", node.Inputs.Select(Format));
        var source = node.Fusion is null ? edges : $"{node.Fusion.Text}{{{edges}}}";
        var auxiliary = node.AuxiliaryWeight is { } weight ? string.Create(CultureInfo.InvariantCulture, $" #aux={weight}") : "";
        var detail = node.DetailWeight is { } detailWeight ? string.Create(CultureInfo.InvariantCulture, $" #detail={detailWeight}") : "";
        var shared = node.SharedWith is null ? "" : $" #share={node.SharedWith}";
        return $"{(node.Id + ":").PadRight(idWidth)} {node.Scale} x{node.Width} = {node.Operator.Text} <- {source}{auxiliary}{detail}{shared}";
    }

    private static string Format(Edge edge) => edge.From + string.Concat(edge.Steps.Select(step => $">{step.Text}"));

    private static (List<ArchitectureNode> Nodes, List<NodePlaces> Places, HashSet<string> Unreadable) ReadLines(string text, string file, DiagnosticBag errors)
    {
        List<ArchitectureNode> nodes = [];
        List<NodePlaces> places = [];
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        if (text.Length > MaxLength)
        {
            errors.Add(new SourcePlace(file, 1, 1), ErrorCodes.ArchitectureSyntax, $"the text has {text.Length} characters, more than the {MaxLength} that are read");
            return (nodes, places, unreadable);
        }
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (errors.IsFull) break;
            var comment = line.IndexOf("//", StringComparison.Ordinal);
            var content = comment < 0 ? line : line[..comment];
            if (string.IsNullOrWhiteSpace(content)) continue;
            var reader = new ArchitectureLineReader(content, file, number, errors);
            if (reader.Read() is { } read)
            {
                nodes.Add(read.Node);
                places.Add(read.Places);
            }
            else unreadable.Add(reader.Id);
        }
        return (nodes, places, unreadable);
    }
}
