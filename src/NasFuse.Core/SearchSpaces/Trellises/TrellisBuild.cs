using NasFuse.Core.Architectures;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>Builds one architecture of a trellis, choice by choice. One instance per build.</summary>
internal sealed class TrellisBuild(TrellisPlan plan, TrellisPaths paths, IChooser chooser)
{
    private readonly List<ArchitectureNode> _nodes = [];

    public Architecture Run()
    {
        var stem = chooser.Pick("encoder", plan.Encoders, candidate => candidate.Name);
        var filters = chooser.Pick("filters", plan.Filters, option => $"{option}");
        var genotype = CellGenotype.Choose(plan, chooser);
        var rows = paths.Choose(chooser, plan.Strides);
        var needed = NeededLayers(genotype);
        _nodes.AddRange(needed[1] ? stem.Nodes : stem.Nodes[..^1]);

        // Two maps of the stem, then those of the layers; position 0 stands for the layer before the first but one.
        var maps = new TrellisMap[plan.Layers + 2];
        (maps[0], maps[1]) = (MapOf(stem.Nodes[^2]), MapOf(stem.Nodes[^1]));
        for (var layer = 1; layer <= plan.Layers; layer++)
        {
            if (needed[layer + 1]) maps[layer + 1] = CellOf(layer, rows[layer - 1]);
        }
        AddHead(maps[^1].Id, rows[^1]);
        return new Architecture([.. _nodes]);

        TrellisMap CellOf(int layer, int row)
        {
            var cell = new TrellisCell(plan, genotype, $"L{layer}", row, filters << row, _nodes);
            return cell.Build(maps[layer - 1], maps[layer]);
        }
    }

    /// <summary>Which maps lead to the last cell, by position: the last but one of the stem, its last, then the layers.</summary>
    private bool[] NeededLayers(CellGenotype genotype)
    {
        var (readsPrevious, readsBefore) = (genotype.Reads(CellGenotype.Previous), genotype.Reads(CellGenotype.BeforePrevious));
        var needed = new bool[plan.Layers + 2];
        needed[^1] = true;
        for (var position = plan.Layers + 1; position >= 2; position--)
        {
            needed[position - 1] |= needed[position] && readsPrevious;
            needed[position - 2] |= needed[position] && readsBefore;
        }
        return needed;
    }

    private void AddHead(string last, int row)
    {
        var operation = chooser.Pick("head/operator", plan.HeadOperators, option => option.Text);
        var width = chooser.Pick("head/width", plan.HeadWidths, option => $"{option}");
        _nodes.Add(new ArchitectureNode("head", plan.ScaleOf(row), width, operation, null, [new Edge(last, [])]));
        _nodes.AddRange(ClassifierNodes.Behind("head", plan.ScaleOf(row), plan.Classes));
    }

    private static TrellisMap MapOf(ArchitectureNode node) => new(node.Id, node.Scale);
}
