using System.Collections.Frozen;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>What makes an architecture valid: references, scales, channels, output. Finds all mistakes, not just the first.</summary>
public static class ArchitectureChecks
{
    /// <summary>More nodes than this are refused.</summary>
    public const int MaxNodes = 4096;

    private static readonly Size NominalSize = new(256, 256);

    /// <summary>Checks an architecture that no file describes.</summary>
    /// <exception cref="UserErrorException">Every mistake found.</exception>
    public static void ThrowIfInvalid(Architecture architecture)
    {
        var errors = new DiagnosticBag();
        Check(architecture, [.. architecture.Nodes.Select(NodePlaces.Unknown)], new SourcePlace("architecture"), errors);
        errors.ThrowIfAny();
    }

    /// <summary>Checks an architecture and points at mistakes.</summary>
    /// <param name="architecture">What to check.</param>
    /// <param name="places">Where each node stands, in the same order.</param>
    /// <param name="whole">Where the whole stands.</param>
    /// <param name="errors">Takes the mistakes.</param>
    /// <param name="unreadable">
    /// Ids of nodes (<c>""</c> for an id that could not be read) that are left out because their own mistakes are reported already; what follows from that is no mistake.
    /// </param>
    public static void Check(
        Architecture architecture, IReadOnlyList<NodePlaces> places, SourcePlace whole, DiagnosticBag errors, IReadOnlySet<string>? unreadable = null)
    {
        unreadable ??= FrozenSet<string>.Empty;
        var nodes = architecture.Nodes;
        var before = errors.Diagnostics.Count;
        if (nodes.Length > MaxNodes)
        {
            errors.Add(whole, ErrorCodes.OutOfRange, $"an architecture may have {MaxNodes} nodes but has {nodes.Length}");
            return;
        }
        CheckReferences(architecture, places, unreadable, errors);
        CheckOutput(architecture, places, whole, unreadable, errors);
        if (unreadable.Count > 0 || errors.Diagnostics.Count > before) return;
        new LoweringCheck(architecture, places, errors).Run(NominalSize);
    }

    private static void CheckReferences(Architecture architecture, IReadOnlyList<NodePlaces> places, IReadOnlySet<string> unreadable, DiagnosticBag errors)
    {
        var all = architecture.Nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var defined = new Dictionary<string, ArchitectureNode>(StringComparer.Ordinal);
        for (var i = 0; i < architecture.Nodes.Length && !errors.IsFull; i++)
        {
            var node = architecture.Nodes[i];
            for (var j = 0; j < node.Inputs.Length && !errors.IsFull; j++)
            {
                if (node.Inputs[j].Source != Architecture.ImageId) CheckReference(node.Inputs[j].Source, places[i].Edges[j], node);
                if (node.Inputs[j].Port is not null) CheckPort(node.Inputs[j], places[i].Edges[j]);
            }
            if (node.Inputs.Length > 1 && node.Fusion is null)
                errors.Add(places[i].Node, ErrorCodes.BadReference, $"node '{node.Id}' has {node.Inputs.Length} inputs but no fusion; name one, e.g. add{{…}}");
            if (node.SharedWith is { } shared) CheckShared(node, shared, places[i]);
            if (node.Id == Architecture.ImageId)
                errors.Add(places[i].Node, ErrorCodes.BadReference, "a node cannot be called 'image': that is the input");
            else if (!defined.TryAdd(node.Id, node))
                errors.Add(places[i].Node, ErrorCodes.BadReference, $"node '{node.Id}' is defined twice; ids are unique");
        }

        void CheckReference(string id, SourcePlace place, ArchitectureNode user)
        {
            if (defined.ContainsKey(id) || unreadable.Contains(id)) return;
            errors.Add(place, ErrorCodes.BadReference, id == user.Id ? $"node '{id}' reads itself"
                : all.Contains(id) ? $"node '{id}' is used before it is defined; put its line above (cycles are not allowed)"
                : $"unknown node '{id}'. {NearestName.Hint(id, [.. defined.Keys, Architecture.ImageId])}");
        }

        void CheckPort(Edge edge, SourcePlace place)
        {
            IReadOnlyList<string> ports = defined.TryGetValue(edge.Source, out var source) ? source.Operator.Ports : [];
            if (ports.Contains(edge.Port!) || (source is null && edge.Source != Architecture.ImageId)) return;
            errors.Add(place, ErrorCodes.BadReference, $"'{edge.Source}'{(source is null ? "" : $" = {source.Operator.Text}")} has no port '{edge.Port}'. "
                + (ports.Count == 0 ? "It has none; take its map by leaving the port out" : NearestName.Hint(edge.Port!, ports)));
        }

        void CheckShared(ArchitectureNode node, string shared, NodePlaces place)
        {
            CheckReference(shared, place.Node, node);
            if (!defined.TryGetValue(shared, out var other)) return;
            if (other.Operator != node.Operator || other.Width != node.Width)
                errors.Add(place.Operator, ErrorCodes.BadReference, $"node '{node.Id}' shares the weights of '{shared}', so both need the same operator and width: {other.Operator.Text} x{other.Width}");
            else if (other.Fusion != node.Fusion || !Steps(other).SequenceEqual(Steps(node)))
                errors.Add(place.Fusion, ErrorCodes.BadReference, $"node '{node.Id}' shares the weights of '{shared}', so both need the same fusion and the same steps on their inputs");
        }
    }

    private static IEnumerable<string> Steps(ArchitectureNode node) => node.Inputs.Select(edge => string.Join('>', edge.Steps.Select(step => step.Text)));

    private static void CheckOutput(Architecture architecture, IReadOnlyList<NodePlaces> places, SourcePlace whole, IReadOnlySet<string> unreadable, DiagnosticBag errors)
    {
        var nodes = architecture.Nodes;
        var output = nodes.FirstOrDefault(node => node.Id == Architecture.OutputId);
        if (output is null && (unreadable.Contains(Architecture.OutputId) || unreadable.Contains(""))) return;
        if (output is null)
        {
            errors.Add(whole, ErrorCodes.BadOutput, "there is no node called 'out'; it gives the logits at scale 1/1");
            return;
        }
        if (output.Scale != Scale.Full)
            errors.Add(places[nodes.IndexOf(output)].Scale, ErrorCodes.BadOutput, $"'out' must be at scale 1/1 but is at {output.Scale}; enlarge with '>up'");
        if (output.Width < 2)
            errors.Add(places[nodes.IndexOf(output)].Node, ErrorCodes.BadOutput, $"'out' needs at least 2 classes but has {output.Width}");

        var used = nodes.SelectMany(node => node.Inputs.Select(edge => edge.Source)).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].AuxiliaryWeight is not null && nodes[i].Width != output.Width)
                errors.Add(places[i].Node, ErrorCodes.BadOutput, $"auxiliary head '{nodes[i].Id}' must have {output.Width} channels like 'out' but has {nodes[i].Width}");
            if (nodes[i].DetailWeight is not null && nodes[i].Width != 1)
                errors.Add(places[i].Node, ErrorCodes.BadOutput,
                    $"detail head '{nodes[i].Id}' must have 1 channel (border or not) but has {nodes[i].Width}; make it x1");
            if (nodes[i].Id != Architecture.OutputId && !nodes[i].IsTrainingHead && unreadable.Count == 0 && !used.Contains(nodes[i].Id))
                errors.Add(places[i].Node, ErrorCodes.BadOutput,
                    $"node '{nodes[i].Id}' reaches no output; use it, remove it, or mark it as a training-only head with '#aux=0.4' (or '#detail=1')");
        }
    }
}
