using System.Collections.Immutable;
using System.Text.Json;
using NasFuse.Core.Alignments;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Architectures;

/// <summary>Reads the nodes of <see cref="ArchitectureJson"/>; every mistake is reported at its place and reading goes on.</summary>
internal sealed class ArchitectureJsonReader(DiagnosticBag errors)
{
    private static readonly string[] s_nodeKeys = ["id", "scale", "width", "operator", "fusion", "inputs", "aux", "detail", "share"];

    public (List<ArchitectureNode> Nodes, List<NodePlaces> Places, HashSet<string> Unreadable) Read(JsonNodeAt root)
    {
        List<ArchitectureNode> nodes = [];
        List<NodePlaces> places = [];
        var unreadable = new HashSet<string>(StringComparer.Ordinal);
        if (!IsObject(root, "the architecture")) return (nodes, places, [Architecture.OutputId]);
        RejectUnknown(root, ["nodes", "$schema", .. ArchitectureFile.DerivedKeys]);
        foreach (var item in Items(root, "nodes", "the architecture"))
        {
            var before = errors.Diagnostics.Count;
            var (node, place) = ReadNode(item);
            if (errors.Diagnostics.Count > before)
            {
                unreadable.Add(node.Id);
                continue;
            }
            nodes.Add(node);
            places.Add(place);
        }
        if (root["nodes"] is not { Kind: JsonValueKind.Array }) unreadable.Add(Architecture.OutputId);
        return (nodes, places, unreadable);
    }

    private (ArchitectureNode, NodePlaces) ReadNode(JsonNodeAt item)
    {
        if (!IsObject(item, "a node"))
            return (new ArchitectureNode("", Scale.Full, 1, new Identity(), null, []), new NodePlaces(item.Place, item.Place, item.Place, item.Place, []));
        RejectUnknown(item, [.. s_nodeKeys, .. ArchitectureFile.DerivedNodeKeys]);
        var id = ReadId(item, "id") ?? "";
        var scale = Text(item, "scale") is { } scaleText ? ArchitectureNumbers.Scale(scaleText, item.PlaceOf("scale"), errors) : Scale.Full;
        var operation = Tokens(item["operator"] ?? Missing(item, "operator"), tokens => tokens.ReadOperator().Operator) ?? new Identity();
        var fusion = IsNull(item["fusion"]) ? null : Tokens(item["fusion"], tokens => tokens.ReadFusion().Fusion);
        var inputs = Items(item, "inputs", "a node");
        if (inputs.IsEmpty && item["inputs"] is { Kind: JsonValueKind.Array } empty) Reject(empty, ErrorCodes.OutOfRange, "a node needs at least one input");
        var node = new ArchitectureNode(id, scale, ReadWidth(item), operation, fusion, [.. inputs.Select(ReadEdge)])
        {
            AuxiliaryWeight = ReadHeadWeight(item, "aux"),
            DetailWeight = ReadHeadWeight(item, "detail"),
            SharedWith = IsNull(item["share"]) ? null : ReadId(item, "share"),
        };
        return (node, new NodePlaces(item.PlaceOf("id"), item.PlaceOf("scale"), item.PlaceOf("operator"),
            IsNull(item["fusion"]) ? item.PlaceOf("operator") : item.PlaceOf("fusion"), [.. inputs.Select(input => input.PlaceOf("from"))]));
    }

    private Edge ReadEdge(JsonNodeAt input)
    {
        if (!IsObject(input, "an input")) return new Edge(Architecture.ImageId, []);
        RejectUnknown(input, ["from", "steps"]);
        var steps = IsNull(input["steps"]) ? [] : Items(input, "steps", "an input");
        var edge = Tokens(input["from"] ?? Missing(input, "from"), ReadOrigin) ?? new Edge(Architecture.ImageId, []);
        return edge with { Steps = [.. steps.Select(ReadStep).OfType<AlignStep>()] };
    }

    private static Edge ReadOrigin(ArchitectureTokens tokens)
    {
        var (id, port, _) = tokens.Origin();
        return new Edge(id, []) { Port = port };
    }

    private AlignStep? ReadStep(JsonNodeAt step) => Tokens(step, tokens => tokens.ReadStep());

    private string? ReadId(JsonNodeAt owner, string key) => Tokens(owner[key] ?? Missing(owner, key), tokens => tokens.Identifier("a node id").Text);

    private int ReadWidth(JsonNodeAt item)
    {
        if ((item["width"] ?? Missing(item, "width")) is not { } width) return 1;
        if (width.TryGetInt64(out var channels)) return ArchitectureNumbers.Width(channels.ToString(), width.Place, errors);
        Reject(width, ErrorCodes.WrongType, $"'width' must be a whole number of channels but is {width.Describe()}");
        return 1;
    }

    private double? ReadHeadWeight(JsonNodeAt item, string key)
    {
        if (item[key] is not { } value || IsNull(value)) return null;
        if (value.TryGetDouble(out var weight)) return ArchitectureNumbers.HeadWeight(key, weight, value.Text, value.Place, errors);
        Reject(value, ErrorCodes.WrongType, $"'{key}' must be a number but is {value.Describe()}");
        return null;
    }

    /// <summary>Reads a string by the grammar of the text form; null when it has mistakes (which are reported).</summary>
    private T? Tokens<T>(JsonNodeAt? value, Func<ArchitectureTokens, T?> read)
        where T : class
    {
        if (value is null) return null;
        if (!value.TryGetString(out var text))
        {
            Reject(value, ErrorCodes.WrongType, $"a string was expected here but it is {value.Describe()}");
            return null;
        }
        var (file, line, column) = value.Place;
        var tokens = new ArchitectureTokens(text, index => new SourcePlace(file, line, column + 1 + index), errors);
        try
        {
            var result = read(tokens);
            tokens.ExpectEnd();
            return result;
        }
        catch (ArchitectureTokens.SyntaxException)
        {
            return null;
        }
    }

    private string? Text(JsonNodeAt owner, string key)
    {
        if ((owner[key] ?? Missing(owner, key)) is not { } value) return null;
        if (value.TryGetString(out var text)) return text;
        Reject(value, ErrorCodes.WrongType, $"'{key}' must be a string but is {value.Describe()}");
        return null;
    }

    private ImmutableArray<JsonNodeAt> Items(JsonNodeAt owner, string key, string label)
    {
        if ((owner[key] ?? Missing(owner, key)) is not { } value) return [];
        if (value.Kind != JsonValueKind.Array) Reject(value, ErrorCodes.WrongType, $"'{key}' of {label} must be a list but is {value.Describe()}");
        return value.Items;
    }

    private bool IsObject(JsonNodeAt value, string label)
    {
        if (value.Kind == JsonValueKind.Object) return true;
        Reject(value, ErrorCodes.WrongType, $"{label} must be an object {{ … }} but is {value.Describe()}");
        return false;
    }

    private static bool IsNull(JsonNodeAt? value) => value is null or { Kind: JsonValueKind.Null };

    private void RejectUnknown(JsonNodeAt owner, IReadOnlyList<string> known)
    {
        foreach (var member in owner.Members.Where(member => !known.Contains(member.Name)))
            errors.Add(member.NamePlace, ErrorCodes.UnknownKey, $"unknown key {Excerpt.Quote(member.Name)}. {NearestName.Hint(Excerpt.Of(member.Name), known)}");
    }

    private JsonNodeAt? Missing(JsonNodeAt owner, string key)
    {
        Reject(owner, ErrorCodes.MissingKey, $"the key '{key}' is needed here");
        return null;
    }

    private void Reject(JsonNodeAt value, string code, string message) => errors.Add(value.Place, code, message);
}
