using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>A searched head: fusion steps over the maps of the branches, then all that nobody reads together. One instance per build.</summary>
internal sealed class FusionHead(BranchesPlan plan, FusionPlan fusion, IChooser chooser)
{
    private readonly List<NodeSource> _sources = [];
    private readonly List<ArchitectureNode> _nodes = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public IEnumerable<ArchitectureNode> Build(ImmutableArray<BuiltBranch> branches, ArchitectureNode stem)
    {
        foreach (var branch in branches) AddMaps(branch);
        var steps = chooser.Pick("fusion/steps", [.. Enumerable.Range(0, fusion.Steps + 1)], count => $"{count}");
        for (var step = 1; step <= steps; step++)
        {
            if (!TryAddStep(step)) break;
        }
        var ends = branches.Select(branch => branch.Last.Id).Concat(_nodes.Select(node => node.Id)).ToHashSet(StringComparer.Ordinal);
        var looseEnds = NodeSource.InOrder(_sources.Where(source => ends.Contains(source.Id) && !_read.Contains(source.Id))).ToArray();
        return [.. _nodes, .. new HeadBuild(fusion.Head, chooser).Build(looseEnds, stem)];
    }

    private void AddMaps(BuiltBranch branch)
    {
        for (var row = 0; row <= branch.End; row++)
        {
            var map = branch.LastAt[row];
            if (_sources.TrueForAll(source => source.Id != map.Id)) Add(map.Id, row, map.Width, $"b{plan.Strides[branch.End]}_{plan.Strides[row]}");
        }
    }

    private bool TryAddStep(int step)
    {
        int[] rows = [.. Enumerable.Range(0, plan.Rows).Where(row => CandidatesAt(row).Count >= 2)];
        if (rows.Length == 0) return false;
        var row = chooser.Pick($"F{step}/stride", rows, candidate => $"{plan.Strides[candidate]}");
        var inputs = PickInputs(step, CandidatesAt(row));
        var node = CreateNode(step, row, inputs);
        _read.UnionWith(inputs.Select(input => input.Id));
        _nodes.Add(node);
        Add(node.Id, row, node.Width, node.Id);
        return true;
    }

    private NodeSource[] PickInputs(int step, List<NodeSource> candidates)
    {
        int[] degrees = [.. Enumerable.Range(2, Math.Min(fusion.MaxInputs, candidates.Count) - 1)];
        var degree = chooser.Pick($"F{step}/inputs", degrees, count => $"{count}");
        return [.. InputSet.Pick(chooser, $"F{step}", degree, [.. NodeSource.InOrder(candidates)])];
    }

    private ArchitectureNode CreateNode(int step, int row, NodeSource[] inputs)
    {
        var merge = chooser.Pick($"F{step}/fusion", fusion.Fusions, option => option.Fusion.Text);
        var operation = chooser.Pick($"F{step}/operator", fusion.Operators, option => option.Text);
        var width = chooser.Pick($"F{step}/width", fusion.Widths, option => $"{option}");
        var up = inputs.Any(input => input.Row > row) ? chooser.Pick($"F{step}/up", fusion.UpVariants, option => option.Text) : null;
        var down = inputs.Any(input => input.Row < row) ? chooser.Pick($"F{step}/down", fusion.DownVariants, option => option.Text) : null;
        var edges = new EdgeSteps(row, width, merge, up, down, fusion.ChannelMatch);
        return new ArchitectureNode($"f{step}", plan.ScaleOf(row), width, operation, merge.Fusion, edges.From(inputs));
    }

    private List<NodeSource> CandidatesAt(int row) => _sources.FindAll(source => Math.Abs(source.Row - row) <= fusion.Reach);

    // The number of the source is its layer, so that sources of equal row have an order.
    private void Add(string id, int row, int width, string label) => _sources.Add(new NodeSource(id, _sources.Count, row, width) { Label = label });
}
