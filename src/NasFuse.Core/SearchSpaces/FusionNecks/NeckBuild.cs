using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>Builds one architecture of a fusion neck, choice by choice. One instance per build.</summary>
internal sealed class NeckBuild(NeckPlan plan, IChooser chooser)
{
    private readonly NeckNodeCount _ways = new(plan);
    private readonly List<NodeSource> _sources = [];
    private readonly List<ArchitectureNode> _nodes = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public Architecture Run()
    {
        var encoder = chooser.Pick("encoder", plan.Encoders, candidate => candidate.Name);
        var nodes = chooser.Pick("nodes", Enumerable.Range(plan.MinNodes, plan.Nodes - plan.MinNodes + 1).ToArray(), count => $"{count}");
        _sources.AddRange(encoder.Sources(plan.Strides));
        for (var i = 1; i <= nodes; i++) Add($"f{i}", i);
        var kept = encoder.UpTo(_read);
        var looseEnds = NodeSource.InOrder(_sources.Where(source => source.Layer > 0 && !_read.Contains(source.Id))).ToArray();
        return new Architecture([.. kept, .. _nodes, .. new HeadBuild(plan.Head, chooser).Build(looseEnds, kept[^1])]);
    }

    private void Add(string id, int number)
    {
        var perRow = _sources.Sum(source => GridNodeCount.One(source.Row));
        var row = chooser.Pick(
            $"{id}/scale", Enumerable.Range(0, plan.Rows).ToArray(),
            option => $"{Scale.OfStride(plan.Strides[option])}", option => (double)_ways.Of(option, perRow));
        var node = CreateNode(id, row, PickInputs(id, row, perRow));
        _read.UnionWith(node.Inputs.Select(edge => edge.Source));
        _nodes.Add(node);
        _sources.Add(new NodeSource(id, number, row, node.Width) { Label = id });
    }

    private NodeSource[] PickInputs(string id, int row, long perRow)
    {
        var arities = Enumerable.Range(1, Math.Min(plan.MaxInputs, _sources.Count)).ToArray();
        var arity = chooser.Pick($"{id}/inputs", arities, count => $"{count}", count => (double)_ways.WithInputs(count, row, perRow));
        return [.. InputSet.Pick(chooser, id, arity, [.. NodeSource.InOrder(_sources)], source => plan.VariantsOf(source.Row, row).Length)];
    }

    private ArchitectureNode CreateNode(string id, int row, NodeSource[] inputs)
    {
        var fusion = inputs.Length == 1 ? null : chooser.Pick($"{id}/fusion", plan.FusionsOf(inputs.Length), option => option.Fusion.Text);
        var operation = chooser.Pick($"{id}/operator", plan.Operators, option => option.Text);
        var width = chooser.Pick($"{id}/width", plan.Widths[row], option => $"{option}");
        ImmutableArray<Edge> edges = [.. inputs.Select((input, i) => CreateEdge($"{id}/align{i + 1}", input, row, width, fusion))];
        return new ArchitectureNode(id, Scale.OfStride(plan.Strides[row]), width, operation, fusion?.Fusion, edges);
    }

    private Edge CreateEdge(string choice, NodeSource input, int row, int width, FusionOption? fusion)
    {
        var variant = chooser.Pick(choice, plan.VariantsOf(input.Row, row), option => option?.Text ?? FusionNeckOptions.AsIs)
            ?? (fusion is { NeedsEqualChannels: true } && input.Width != width ? plan.ChannelMatch : null);
        return new Edge(input.Id, variant?.Steps ?? []);
    }
}
