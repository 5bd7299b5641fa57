using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Alignments;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Architectures;

/// <summary>Reads one line of <see cref="ArchitectureText"/>. A syntax error ends the line; unknown names do not.</summary>
internal sealed class ArchitectureLineReader(string line, string file, int number, DiagnosticBag errors)
{
    private readonly ArchitectureTokens _tokens = new(line, index => new SourcePlace(file, number, index + 1), errors);
    private readonly int _errorsBefore = errors.Diagnostics.Count;

    /// <summary>Id of the node; empty when not even that could be read.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The node and where its parts stand, or null when the line has mistakes (which are reported).</summary>
    public (ArchitectureNode Node, NodePlaces Places)? Read()
    {
        try
        {
            var read = ReadNode();
            return errors.Diagnostics.Count == _errorsBefore ? read : null;
        }
        catch (ArchitectureTokens.SyntaxException)
        {
            return null;
        }
    }

    private (ArchitectureNode, NodePlaces) ReadNode()
    {
        var (id, idPlace) = _tokens.Identifier("a node id");
        Id = id;
        _tokens.Expect(":", "after the node id");
        var (scaleText, scalePlace) = _tokens.Take(c => char.IsAsciiDigit(c) || c == '/', "a scale such as 1/8");
        var scale = ArchitectureNumbers.Scale(scaleText, scalePlace, errors);
        _tokens.Expect("x", "before the width, as in 'x32'");
        var (widthText, widthPlace) = _tokens.Take(char.IsAsciiDigit, "a number of channels");
        var width = ArchitectureNumbers.Width(widthText, widthPlace, errors);
        _tokens.Expect("=", "before the operator");
        var (operation, operatorPlace) = _tokens.ReadOperator();
        _tokens.Expect("<-", "before the inputs");
        var (fusion, fusionPlace, edges) = ReadSource();
        var node = new ArchitectureNode(id, scale, width, operation ?? new Identity(), fusion, [.. edges.Select(pair => pair.Edge)]);
        node = ReadAttributes(node);
        return (node, new NodePlaces(idPlace, scalePlace, operatorPlace, fusionPlace ?? operatorPlace, [.. edges.Select(pair => pair.Place)]));
    }

    private (Fusion?, SourcePlace?, List<(Edge Edge, SourcePlace Place)>) ReadSource()
    {
        var start = _tokens.Position;
        _tokens.Identifier("an input or a fusion");
        var isFusion = _tokens.IsNext('{') || _tokens.IsNext('[');
        _tokens.Position = start;
        if (!isFusion) return (null, null, [ReadEdge()]);
        var (fusion, place) = _tokens.ReadFusion();
        _tokens.Expect("{", "after the fusion");
        List<(Edge, SourcePlace)> edges = [ReadEdge()];
        while (_tokens.TryTake(';')) edges.Add(ReadEdge());
        _tokens.Expect("}", "after the inputs of a fusion (they are separated by ';')");
        return (fusion, place, edges);
    }

    private (Edge, SourcePlace) ReadEdge()
    {
        var (source, port, place) = _tokens.Origin();
        var steps = ImmutableArray.CreateBuilder<AlignStep>();
        while (_tokens.TryTake('>'))
        {
            if (_tokens.ReadStep() is { } step) steps.Add(step);
        }
        return (new Edge(source, steps.DrainToImmutable()) { Port = port }, place);
    }

    private ArchitectureNode ReadAttributes(ArchitectureNode node)
    {
        while (_tokens.TryTake('#'))
        {
            var (key, place) = _tokens.Identifier("'aux', 'detail' or 'share'");
            _tokens.Expect("=", $"after '#{key}'");
            var (value, valuePlace) = _tokens.Take(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_', $"a value for '#{key}'");
            switch (key)
            {
                case "share":
                    node = node with { SharedWith = value };
                    break;
                case "aux":
                    node = node with { AuxiliaryWeight = ReadHeadWeight(key, value, valuePlace) };
                    break;
                case "detail":
                    node = node with { DetailWeight = ReadHeadWeight(key, value, valuePlace) };
                    break;
                default:
                    _tokens.Report(place, ErrorCodes.UnknownKey, $"unknown attribute '#{key}'. {NearestName.Hint(key, ["aux", "detail", "share"])}");
                    break;
            }
        }
        _tokens.ExpectEnd();
        return node;
    }

    private double? ReadHeadWeight(string kind, string written, SourcePlace place)
    {
        var weight = double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        return ArchitectureNumbers.HeadWeight(kind, weight, written, place, errors);
    }
}
