using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Alignments;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Architectures;

/// <summary>Reads one line of <see cref="ArchitectureText"/>. A syntax error ends the line; unknown names do not.</summary>
internal sealed class ArchitectureLineReader(string line, string file, int number, DiagnosticBag errors)
{
    private readonly int _errorsBefore = errors.Diagnostics.Count;
    private int _at;

    private sealed class SyntaxException : Exception;

    /// <summary>The node and where its parts stand, or null when the line has mistakes (which are reported).</summary>
    public (ArchitectureNode Node, NodePlaces Places)? Read()
    {
        try
        {
            var read = ReadNode();
            return errors.Diagnostics.Count == _errorsBefore ? read : null;
        }
        catch (SyntaxException)
        {
            return null;
        }
    }

    private (ArchitectureNode, NodePlaces) ReadNode()
    {
        var (id, idPlace) = Identifier("a node id");
        Expect(":", "after the node id");
        var (scale, scalePlace) = ReadScale();
        Expect("x", "before the width, as in 'x32'");
        var width = ReadWidth();
        Expect("=", "before the operator");
        var (operation, operatorPlace) = ReadOperator();
        Expect("<-", "before the inputs");
        var (fusion, fusionPlace, edges) = ReadSource();
        var node = new ArchitectureNode(id, scale, width, operation ?? new Identity(), fusion, [.. edges.Select(pair => pair.Edge)]);
        node = ReadAttributes(node);
        return (node, new NodePlaces(idPlace, scalePlace, operatorPlace, fusionPlace ?? operatorPlace, [.. edges.Select(pair => pair.Place)]));
    }

    private (Scale, SourcePlace) ReadScale()
    {
        var (text, place) = Take(c => char.IsAsciiDigit(c) || c == '/', "a scale such as 1/8");
        if (!Scale.TryParse(text, out var scale))
            Report(place, ErrorCodes.ArchitectureSyntax, $"'{text}' is no scale: it is written n/d with d a power of two up to 4096, e.g. 1/8");
        return (scale == default ? Scale.Full : scale, place);
    }

    private int ReadWidth()
    {
        var (text, place) = Take(char.IsAsciiDigit, "a number of channels");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 1 and <= 65536) return width;
        Report(place, ErrorCodes.OutOfRange, $"the width must be 1..65536 but was {text}");
        return 1;
    }

    private (Operator?, SourcePlace) ReadOperator()
    {
        var (name, place) = Identifier("an operator");
        var options = ReadOptions('(', ')');
        return (Vocabularies.Operators.Create(name, options, (code, message) => Report(place, code, message)), place);
    }

    private (Fusion?, SourcePlace?, List<(Edge Edge, SourcePlace Place)>) ReadSource()
    {
        var start = _at;
        var (name, place) = Identifier("an input or a fusion");
        SkipSpace();
        if (!At('{') && !At('['))
        {
            _at = start;
            return (null, null, [ReadEdge()]);
        }
        var options = ReadOptions('[', ']');
        Expect("{", "after the fusion");
        var fusion = Vocabularies.Fusions.Create(name, options, (code, message) => Report(place, code, message));
        List<(Edge, SourcePlace)> edges = [ReadEdge()];
        while (TryTake(';')) edges.Add(ReadEdge());
        Expect("}", "after the inputs of a fusion (they are separated by ';')");
        return (fusion, place, edges);
    }

    private (Edge, SourcePlace) ReadEdge()
    {
        var (source, place) = Identifier("the id of an input");
        var steps = ImmutableArray.CreateBuilder<AlignStep>();
        while (TryTake('>'))
        {
            var (name, stepPlace) = Take(c => char.IsAsciiLetterOrDigit(c) || c == ':', "an align step");
            if (Vocabularies.AlignSteps.Create(name, [], (code, message) => Report(stepPlace, code, message)) is { } step) steps.Add(step);
        }
        return (new Edge(source, steps.DrainToImmutable()), place);
    }

    private List<KeyValuePair<string, string>> ReadOptions(char open, char close)
    {
        List<KeyValuePair<string, string>> options = [];
        if (!TryTake(open)) return options;
        do
        {
            var (key, _) = Identifier("an option");
            Expect("=", $"after option '{key}'");
            var (value, _) = Take(c => char.IsAsciiLetterOrDigit(c) || c is '|' or '.' or '-', $"a value for option '{key}'");
            options.Add(KeyValuePair.Create(key, value));
        }
        while (TryTake(','));
        Expect(close.ToString(), "after the options");
        return options;
    }

    private ArchitectureNode ReadAttributes(ArchitectureNode node)
    {
        while (TryTake('#'))
        {
            var (key, place) = Identifier("'aux' or 'share'");
            Expect("=", $"after '#{key}'");
            var (value, valuePlace) = Take(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_', $"a value for '#{key}'");
            switch (key)
            {
                case "share":
                    node = node with { SharedWith = value };
                    break;
                case "aux" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight is > 0 and <= 100:
                    node = node with { AuxiliaryWeight = weight };
                    break;
                case "aux":
                    Report(valuePlace, ErrorCodes.OutOfRange, $"the weight of an auxiliary head must be above 0 and at most 100 but was {value}");
                    break;
                default:
                    Report(place, ErrorCodes.UnknownKey, $"unknown attribute '#{key}'. {NearestName.Hint(key, ["aux", "share"])}");
                    break;
            }
        }
        SkipSpace();
        if (_at < line.Length) throw Fail($"nothing more was expected but '{line[_at..].Trim()}' follows");
        return node;
    }

    private (string Text, SourcePlace Place) Identifier(string what)
    {
        SkipSpace();
        if (_at < line.Length && !char.IsAsciiLetter(line[_at])) throw Fail($"expected {what} (a letter first) but found '{line[_at]}'");
        return Take(c => char.IsAsciiLetterOrDigit(c) || c == '_', what);
    }

    private (string Text, SourcePlace Place) Take(Func<char, bool> accepts, string what)
    {
        SkipSpace();
        var start = _at;
        while (_at < line.Length && accepts(line[_at])) _at++;
        if (_at == start) throw Fail($"expected {what} but found {(start < line.Length ? $"'{line[start]}'" : "the end of the line")}");
        return (line[start.._at], PlaceAt(start));
    }

    private bool TryTake(char c)
    {
        SkipSpace();
        if (!At(c)) return false;
        _at++;
        return true;
    }

    private void Expect(string token, string where)
    {
        SkipSpace();
        if (!line.AsSpan(_at).StartsWith(token, StringComparison.Ordinal))
            throw Fail($"expected '{token}' {where} but found {(_at < line.Length ? $"'{line[_at]}'" : "the end of the line")}");
        _at += token.Length;
    }

    private bool At(char c) => _at < line.Length && line[_at] == c;

    private void SkipSpace()
    {
        while (_at < line.Length && char.IsWhiteSpace(line[_at])) _at++;
    }

    private SourcePlace PlaceAt(int index) => new(file, number, index + 1);

    private void Report(SourcePlace place, string code, string message) => errors.Add(place, code, message);

    private SyntaxException Fail(string message)
    {
        Report(PlaceAt(_at), ErrorCodes.ArchitectureSyntax, message);
        return new SyntaxException();
    }
}
