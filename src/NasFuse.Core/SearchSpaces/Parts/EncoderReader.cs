using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Reads the encoders of a space.</summary>
/// <remarks>
/// What is refused keeps counting exact: an encoder node that reads a tap has a stride, so no later node (stride 1) can stand in for it, and
/// encoders differ in their first nodes, which no later node can read past.
/// </remarks>
/// <param name="ownIds">Ids that the space gives to nodes of its own, besides those of the head.</param>
/// <param name="everyStrideHasTap">True when an encoder needs a tap at each stride, false when one tap is enough.</param>
/// <param name="text">Reads the lines.</param>
/// <param name="errors">Takes the mistakes, placed by their key alone.</param>
internal sealed partial class EncoderReader(Regex ownIds, bool everyStrideHasTap, VocabularyText text, DiagnosticBag errors)
{
    /// <summary>Reads them.</summary>
    /// <param name="options">What the file says under <c>encoders</c>.</param>
    /// <param name="strides">Strides of the space, from fine to coarse; every encoder has a tap at each.</param>
    public ImmutableArray<Encoder> Read(ImmutableArray<EncoderOptions> options, ImmutableArray<int> strides)
    {
        var encoders = ImmutableArray.CreateBuilder<Encoder>();
        for (var i = 0; i < options.Length; i++)
        {
            if (Read(options[i], $"encoders[{i}]", strides) is not { } encoder) continue;
            CheckDifferent(encoder, encoders, $"encoders[{i}]");
            encoders.Add(encoder);
        }
        if (options.IsEmpty) errors.Add(PlaceOf("encoders"), ErrorCodes.OutOfRange, "needs at least one encoder");
        return encoders.DrainToImmutable();
    }

    private Encoder? Read(EncoderOptions encoder, string key, ImmutableArray<int> strides)
    {
        var before = errors.Diagnostics.Count;
        var nodes = encoder.Nodes.Select((line, i) => text.ReadLine(line, PlaceOf($"{key}.nodes[{i}]"))).OfType<ArchitectureNode>().ToImmutableArray();
        if (errors.Diagnostics.Count > before) return null;
        CheckChain(nodes, key);
        if (errors.Diagnostics.Count > before) return null;
        CheckScales(nodes, key);
        var taps = ReadTaps(encoder, nodes, key, strides);
        return errors.Diagnostics.Count > before ? null : new Encoder(encoder.Name, nodes, taps);
    }

    private void CheckChain(ImmutableArray<ArchitectureNode> nodes, string key)
    {
        if (nodes.IsEmpty) errors.Add(PlaceOf($"{key}.nodes"), ErrorCodes.OutOfRange, "needs at least one node");
        for (var i = 0; i < nodes.Length; i++)
        {
            var (node, place) = (nodes[i], PlaceOf($"{key}.nodes[{i}]"));
            var previous = i == 0 ? Architecture.ImageId : nodes[i - 1].Id;
            if (node.Fusion is not null || node.Inputs[0].Source != previous)
                errors.Add(place, ErrorCodes.BadReference, $"an encoder is a chain: node '{node.Id}' must read '{previous}' and nothing else");
            if (HeadIds().IsMatch(node.Id) || ownIds.IsMatch(node.Id))
                errors.Add(place, ErrorCodes.BadReference, $"'{node.Id}' is a name that the space gives; choose another");
            if (node.Operator is Identity)
                errors.Add(place, ErrorCodes.Contradiction, $"node '{node.Id}' computes nothing; leave it out");
        }
    }

    private void CheckScales(ImmutableArray<ArchitectureNode> nodes, string key)
    {
        var output = new ArchitectureNode(Architecture.OutputId, Scale.Full, 2, new Conv { Kernel = 1 }, null,
            [new Edge(nodes[^1].Id, [new Alignments.BilinearEnlargement()])]);
        var places = nodes.Select((node, i) => PlacesOf(node, PlaceOf($"{key}.nodes[{i}]"))).Append(PlacesOf(output, PlaceOf(key)));
        ArchitectureChecks.Check(new Architecture([.. nodes, output]), [.. places], PlaceOf(key), errors);
    }

    private ImmutableArray<int> ReadTaps(EncoderOptions encoder, ImmutableArray<ArchitectureNode> nodes, string key, ImmutableArray<int> strides)
    {
        var positions = new Dictionary<Scale, int>();
        for (var i = 0; i < encoder.Taps.Length; i++)
        {
            var (id, place) = (encoder.Taps[i], PlaceOf($"{key}.taps[{i}]"));
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
        if (everyStrideHasTap && (!scales.All(positions.ContainsKey) || positions.Count != scales.Length))
            errors.Add(PlaceOf($"{key}.taps"), ErrorCodes.Contradiction, $"needs one tap at each of the space's scales: {string.Join(", ", scales)}");
        if (!everyStrideHasTap && (positions.Count == 0 || !positions.Keys.All(scales.Contains)))
            errors.Add(PlaceOf($"{key}.taps"), ErrorCodes.Contradiction, $"needs taps, each at one of the space's scales: {string.Join(", ", scales)}");
        return [.. scales.Select(scale => positions.TryGetValue(scale, out var position) ? position : Encoder.NoTap)];
    }

    private void CheckDifferent(Encoder encoder, IEnumerable<Encoder> others, string key)
    {
        if (others.Any(other => other.Name == encoder.Name))
            errors.Add(PlaceOf($"{key}.name"), ErrorCodes.Contradiction, $"the name {Excerpt.Quote(encoder.Name)} stands twice");
        if (others.FirstOrDefault(other => (other.Nodes[0] with { Id = encoder.Nodes[0].Id }).Equals(encoder.Nodes[0])) is { } same)
            errors.Add(PlaceOf($"{key}.nodes[0]"), ErrorCodes.Contradiction,
                $"the first node is the same as that of encoder {Excerpt.Quote(same.Name)}; give it another width or operator, so that no architecture belongs to both");
    }

    private static SourcePlace PlaceOf(string key) => new(key);

    private static NodePlaces PlacesOf(ArchitectureNode node, SourcePlace place) => new(place, place, place, place, [.. node.Inputs.Select(_ => place)]);

    [GeneratedRegex("^(head|cls|out|aux|image)$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadIds();
}
