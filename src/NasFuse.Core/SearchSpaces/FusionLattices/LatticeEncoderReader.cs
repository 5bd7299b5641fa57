using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Reads the encoders of a fusion lattice.</summary>
/// <remarks>
/// What is refused keeps counting exact: an encoder node that reads a tap has a stride, so no lattice node (stride 1) can stand in for it, and
/// encoders differ in their first nodes, which no lattice node can read past.
/// </remarks>
internal sealed partial class LatticeEncoderReader(FusionLatticeOptions options, Func<string, SourcePlace> placeOf, VocabularyText text, DiagnosticBag errors)
{
    public ImmutableArray<LatticeEncoder> Read(ImmutableArray<int> strides)
    {
        var encoders = ImmutableArray.CreateBuilder<LatticeEncoder>();
        for (var i = 0; i < options.Encoders.Length; i++)
        {
            if (Read(options.Encoders[i], $"encoders[{i}]", strides) is not { } encoder) continue;
            CheckDifferent(encoder, encoders, $"encoders[{i}]");
            encoders.Add(encoder);
        }
        if (options.Encoders.IsEmpty) errors.Add(placeOf("encoders"), ErrorCodes.OutOfRange, "needs at least one encoder");
        return encoders.DrainToImmutable();
    }

    private LatticeEncoder? Read(LatticeEncoderOptions encoder, string key, ImmutableArray<int> strides)
    {
        var before = errors.Diagnostics.Count;
        var nodes = encoder.Nodes.Select((line, i) => text.ReadLine(line, placeOf($"{key}.nodes[{i}]"))).OfType<ArchitectureNode>().ToImmutableArray();
        if (errors.Diagnostics.Count > before) return null;
        CheckChain(nodes, key);
        if (errors.Diagnostics.Count > before) return null;
        CheckScales(nodes, key);
        var taps = ReadTaps(encoder, nodes, key, strides);
        return errors.Diagnostics.Count > before ? null : new LatticeEncoder(encoder.Name, nodes, taps);
    }

    private void CheckChain(ImmutableArray<ArchitectureNode> nodes, string key)
    {
        if (nodes.IsEmpty) errors.Add(placeOf($"{key}.nodes"), ErrorCodes.OutOfRange, "needs at least one node");
        for (var i = 0; i < nodes.Length; i++)
        {
            var (node, place) = (nodes[i], placeOf($"{key}.nodes[{i}]"));
            var previous = i == 0 ? Architecture.ImageId : nodes[i - 1].Id;
            if (node.Fusion is not null || node.Inputs[0].Source != previous)
                errors.Add(place, ErrorCodes.BadReference, $"an encoder is a chain: node '{node.Id}' must read '{previous}' and nothing else");
            if (LatticeIds().IsMatch(node.Id))
                errors.Add(place, ErrorCodes.BadReference, $"'{node.Id}' is a name of the lattice; choose another");
            if (node.Operator is Identity)
                errors.Add(place, ErrorCodes.Contradiction, $"node '{node.Id}' computes nothing; leave it out");
        }
    }

    private void CheckScales(ImmutableArray<ArchitectureNode> nodes, string key)
    {
        var output = new ArchitectureNode(Architecture.OutputId, Scale.Full, 2, new Conv { Kernel = 1 }, null,
            [new Edge(nodes[^1].Id, [new Alignments.BilinearEnlargement()])]);
        var places = nodes.Select((node, i) => PlacesOf(node, placeOf($"{key}.nodes[{i}]"))).Append(PlacesOf(output, placeOf(key)));
        ArchitectureChecks.Check(new Architecture([.. nodes, output]), [.. places], placeOf(key), errors);
    }

    private ImmutableArray<int> ReadTaps(LatticeEncoderOptions encoder, ImmutableArray<ArchitectureNode> nodes, string key, ImmutableArray<int> strides)
    {
        var positions = new Dictionary<Scale, int>();
        for (var i = 0; i < encoder.Taps.Length; i++)
        {
            var (id, place) = (encoder.Taps[i], placeOf($"{key}.taps[{i}]"));
            var position = nodes.Select(node => node.Id).ToList().IndexOf(id);
            if (position < 0)
                errors.Add(place, ErrorCodes.UnknownName, $"unknown node {Excerpt.Quote(id)}. {NearestName.Hint(Excerpt.Of(id), [.. nodes.Select(node => node.Id)])}");
            else if (!positions.TryAdd(nodes[position].Scale, position))
                errors.Add(place, ErrorCodes.Contradiction, $"a second tap at scale {nodes[position].Scale}; there is one per stride");
            else if (position + 1 < nodes.Length && nodes[position + 1].Operator.Stride == 1)
                errors.Add(place, ErrorCodes.Contradiction,
                    $"the node behind tap '{id}' must have an operator with a stride; take the last node of each scale as its tap");
        }
        var scales = strides.Where(stride => int.IsPow2(stride) && stride <= 1024).Select(Scale.OfStride).ToArray();
        if (!scales.All(positions.ContainsKey) || positions.Count != scales.Length)
            errors.Add(placeOf($"{key}.taps"), ErrorCodes.Contradiction, $"needs one tap at each of the lattice's scales: {string.Join(", ", scales)}");
        return [.. scales.Select(scale => positions.GetValueOrDefault(scale))];
    }

    private void CheckDifferent(LatticeEncoder encoder, IEnumerable<LatticeEncoder> others, string key)
    {
        if (others.Any(other => other.Name == encoder.Name))
            errors.Add(placeOf($"{key}.name"), ErrorCodes.Contradiction, $"the name {Excerpt.Quote(encoder.Name)} stands twice");
        if (others.FirstOrDefault(other => (other.Nodes[0] with { Id = encoder.Nodes[0].Id }).Equals(encoder.Nodes[0])) is { } same)
            errors.Add(placeOf($"{key}.nodes[0]"), ErrorCodes.Contradiction,
                $"the first node is the same as that of encoder {Excerpt.Quote(same.Name)}; give it another width or operator, so that no architecture belongs to both");
    }

    private static NodePlaces PlacesOf(ArchitectureNode node, SourcePlace place) => new(place, place, place, place, [.. node.Inputs.Select(_ => place)]);

    [GeneratedRegex("^(n[0-9]+_[0-9]+|head|cls|out|aux|image)$", RegexOptions.CultureInvariant)]
    private static partial Regex LatticeIds();
}
