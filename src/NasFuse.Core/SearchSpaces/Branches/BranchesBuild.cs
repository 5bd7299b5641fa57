using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>Builds one architecture, choice by choice. One instance per build.</summary>
internal sealed class BranchesBuild(BranchesPlan plan, IChooser chooser)
{
    private readonly List<ArchitectureNode> _nodes = [];

    /// <summary>Cells made so far by what leads to them: branches that agree in all of it share the cell.</summary>
    private readonly Dictionary<(string Source, Operator Operator, int Row, int Width), string> _shared = [];

    public Architecture Run()
    {
        var stem = chooser.Pick("encoder", plan.Encoders, candidate => candidate.Name);
        var set = chooser.Pick("branches", plan.Sets, candidate => candidate.Name);
        _nodes.AddRange(stem.Nodes);
        var branches = BuildBranches(stem.TapAt(0), set);
        _nodes.AddRange(plan.Fusion is { } fusion ? new FusionHead(plan, fusion, chooser).Build(branches, stem.TapAt(0))
            : new AggregationHead(plan).Build(branches));
        return new Architecture([.. _nodes]);
    }

    private ImmutableArray<BuiltBranch> BuildBranches(ArchitectureNode stem, BranchSet set)
    {
        var ways = set.Rows.Select(end => BranchWays.Choose(plan, chooser, end)).ToArray();
        var cells = new PlaceTable(plan, chooser).ChooseCells(ways);
        var widths = ChooseWidths(cells);
        return [.. set.Rows.Zip(cells, (end, branch) => BuildBranch(end, branch, stem, widths))];
    }

    /// <summary>One width per place that some branch's cell leads to; the last cell of a branch has the width of its end.</summary>
    private Dictionary<(int Layer, int Row), int> ChooseWidths(Cell[][] branches)
    {
        var widths = new Dictionary<(int Layer, int Row), int>();
        foreach (var place in branches.SelectMany(cells => cells.SkipLast(1)).Select(cell => (Layer: cell.Layer + 1, cell.Row)).Distinct().Order())
            widths[place] = chooser.Pick($"L{place.Layer}/s{plan.Strides[place.Row]}/width", plan.Widths[place.Row], width => $"{width}");
        return widths;
    }

    private BuiltBranch BuildBranch(int end, Cell[] cells, ArchitectureNode stem, Dictionary<(int Layer, int Row), int> widths)
    {
        var maps = new BranchMap[end + 1];
        var map = maps[0] = new BranchMap(stem.Id, stem.Width);
        for (var i = 0; i < cells.Length; i++)
        {
            var isLast = i == cells.Length - 1;
            var width = isLast ? plan.EndWidths[end] : widths[(cells[i].Layer + 1, cells[i].Row)];
            map = maps[cells[i].Row] = new BranchMap(NodeOf(cells[i], width, map, isLast, $"b{plan.Strides[end]}_{i}"), width);
        }
        return new BuiltBranch(end, [.. maps]);
    }

    /// <summary>Id of the cell's node, which is made unless another branch has it; the last cell of a branch is always its own.</summary>
    private string NodeOf(Cell cell, int width, BranchMap source, bool isLast, string id)
    {
        var key = (source.Id, cell.Operator, cell.Row, width);
        if (!isLast && _shared.TryGetValue(key, out var known)) return known;
        if (!isLast) _shared[key] = id;
        _nodes.Add(new ArchitectureNode(id, plan.ScaleOf(cell.Row), width, cell.Operator, null, [new Edge(source.Id, [])]));
        return id;
    }
}
