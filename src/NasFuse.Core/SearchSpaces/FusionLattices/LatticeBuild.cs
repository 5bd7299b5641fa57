using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Builds one architecture of a fusion lattice, choice by choice. One instance per build.</summary>
internal sealed class LatticeBuild(LatticePlan plan, IChooser chooser)
{
    private readonly List<NodeSource> _sources = [];
    private readonly List<ArchitectureNode> _nodes = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public Architecture Run()
    {
        var encoder = chooser.Pick("encoder", plan.Encoders, candidate => candidate.Name);
        _sources.AddRange(encoder.Sources(plan.Strides));
        for (var layer = 1; layer <= plan.Layers; layer++)
        {
            for (var row = 0; row < plan.Rows; row++) TryAddNode(layer, row);
        }
        var kept = encoder.UpTo(_read);
        var looseEnds = NodeSource.InOrder(_sources.Where(source => source.Layer > 0 && !_read.Contains(source.Id))).ToArray();
        return new Architecture([.. kept, .. _nodes, .. new HeadBuild(plan.Head, chooser).Build(looseEnds, kept[^1])]);
    }

    private void TryAddNode(int layer, int row)
    {
        var candidates = NodeSource.InOrder(_sources.Where(source => source.Layer < layer && plan.IsWithinReach(source.Row, row))).ToList();
        if (candidates.TrueForAll(source => source.Layer < layer - 1)) return;
        var choice = $"L{layer}/s{plan.Strides[row]}";
        var isLastChance = layer == 1 && row == plan.Rows - 1 && _nodes.Count == 0;
        if (!isLastChance && !chooser.Confirm($"{choice}/present")) return;

        var node = CreateNode(layer, row, choice, PickInputs(choice, layer, candidates));
        _nodes.Add(node);
        _sources.Add(new NodeSource(node.Id, layer, row, node.Width) { Label = node.Id });
    }

    private NodeSource[] PickInputs(string choice, int layer, List<NodeSource> candidates)
    {
        var degrees = Enumerable.Range(1, Math.Min(plan.MaxInputs, candidates.Count)).ToArray();
        var degree = chooser.Pick($"{choice}/inputs", degrees, count => $"{count}");
        var picked = new List<NodeSource>();
        for (var i = 1; i <= degree; i++)
        {
            var options = i == 1 ? candidates.FindAll(source => source.Layer == layer - 1) : candidates;
            var input = chooser.Pick($"{choice}/input{i}", options, source => source.Label);
            candidates.Remove(input);
            picked.Add(input);
        }
        return [.. NodeSource.InOrder(picked)];
    }

    private ArchitectureNode CreateNode(int layer, int row, string choice, NodeSource[] inputs)
    {
        var fusion = inputs.Length == 1 ? null : chooser.Pick($"{choice}/fusion", plan.Fusions, option => option.Fusion.Text);
        var operation = chooser.Pick($"{choice}/operator", plan.Operators, option => option.Text);
        var width = chooser.Pick($"{choice}/width", plan.Widths[row], option => $"{option}");
        var up = inputs.Any(input => input.Row > row) ? chooser.Pick($"{choice}/up", plan.UpVariants, option => option.Text) : null;
        var down = inputs.Any(input => input.Row < row) ? chooser.Pick($"{choice}/down", plan.DownVariants, option => option.Text) : null;
        var edges = new EdgeSteps(row, width, fusion, up, down, plan.ChannelMatch);
        _read.UnionWith(inputs.Select(input => input.Id));
        return new ArchitectureNode($"n{layer}_{plan.Strides[row]}", Scale.OfStride(plan.Strides[row]), width, operation, fusion?.Fusion, edges.From(inputs));
    }
}
