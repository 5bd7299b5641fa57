using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>Builds one architecture of a mesh, choice by choice. One instance per build.</summary>
internal sealed class MeshBuild(MeshPlan plan, IChooser chooser)
{
    private static readonly Conv s_keep = new();
    private static readonly Conv s_down = new() { FirstStride = 2 };
    private static readonly ImmutableArray<AlignStep> s_enlarge = [new BilinearEnlargement()];

    private readonly List<ArchitectureNode> _nodes = [];

    /// <summary>Ids of the branches as they are now, finest first.</summary>
    private readonly List<string> _branches = [];

    private int _width;

    public Architecture Run()
    {
        var stem = chooser.Pick("encoder", plan.Encoders, candidate => candidate.Name);
        _width = chooser.Pick("width", plan.Widths, option => $"{option}");
        _nodes.AddRange(stem.Nodes);
        for (var stage = 1; stage <= plan.Stages.Length; stage++) AddStage(stage, stem.TapAt(0).Id);
        AddHead();
        return new Architecture([.. _nodes]);
    }

    private void AddStage(int stage, string stem)
    {
        while (_branches.Count < plan.Stages[stage - 1].Branches) AddBranch(stage, stem);
        var units = chooser.Pick($"S{stage}/units", plan.Stages[stage - 1].Units, option => $"{option}");
        for (var unit = 1; unit <= units; unit++) AddUnit(stage, unit);
    }

    /// <summary>The finest branch and the second begin at the stem, further ones at the coarsest so far.</summary>
    private void AddBranch(int stage, string stem)
    {
        var row = _branches.Count;
        _branches.Add(Add($"T{stage}_{plan.StrideOf(row)}", row, row == 0 ? s_keep : s_down, row <= 1 ? stem : _branches[^1]));
    }

    private void AddUnit(int stage, int unit)
    {
        for (var row = 0; row < _branches.Count; row++)
        {
            var operation = chooser.Pick($"{ChoiceAt(row)}/operator", plan.Operators, option => option.Text);
            _branches[row] = Add($"B{stage}_{unit}_{plan.StrideOf(row)}", row, operation, _branches[row]);
        }
        string[] exchanged = [.. _branches.Select((_, row) => Exchange($"F{stage}_{unit}_{plan.StrideOf(row)}", ChoiceAt(row), row))];
        _branches.Clear();
        _branches.AddRange(exchanged);

        string ChoiceAt(int row) => $"S{stage}U{unit}/s{plan.StrideOf(row)}";
    }

    private string Exchange(string id, string choice, int row)
    {
        var edges = ImmutableArray.CreateBuilder<Edge>();
        for (var other = 0; other < _branches.Count; other++)
        {
            if (other == row) edges.Add(new Edge(_branches[row], []));
            else if (ChooseSteps(choice, row, other) is { } variant) edges.Add(new Edge(_branches[other], variant.Steps));
        }
        var fusion = edges.Count == 1 ? null : chooser.Pick($"{choice}/fusion", plan.Fusions, option => option.Fusion.Text);
        _nodes.Add(new ArchitectureNode(id, plan.ScaleOf(row), WidthOf(row), plan.ExchangeOperator, fusion?.Fusion, edges.DrainToImmutable()));
        return id;
    }

    private AlignVariant? ChooseSteps(string choice, int row, int other) =>
        chooser.Pick($"{choice}/from{plan.StrideOf(other)}", other > row ? plan.Ups : plan.Downs, option => option?.Text ?? "none");

    private void AddHead()
    {
        var fusion = chooser.Pick("head/fusion", plan.HeadFusions, option => option.Fusion.Text);
        var width = fusion.NeedsEqualChannels ? WidthOf(0) : Enumerable.Range(0, _branches.Count).Sum(WidthOf);
        var steps = fusion.NeedsEqualChannels ? plan.HeadUp.Steps : s_enlarge;
        _nodes.Add(new ArchitectureNode(
            "cat", plan.ScaleOf(0), width, new Identity(), fusion.Fusion, [.. _branches.Select((branch, row) => new Edge(branch, row == 0 ? [] : steps))]));
        _nodes.Add(new ArchitectureNode("head", plan.ScaleOf(0), width, plan.HeadOperator, null, [new Edge("cat", [])]));
        _nodes.AddRange(ClassifierNodes.Behind("head", plan.ScaleOf(0), plan.Classes));
    }

    private string Add(string id, int row, Operator operation, string source)
    {
        _nodes.Add(new ArchitectureNode(id, plan.ScaleOf(row), WidthOf(row), operation, null, [new Edge(source, [])]));
        return id;
    }

    private int WidthOf(int row) => _width << row;
}
