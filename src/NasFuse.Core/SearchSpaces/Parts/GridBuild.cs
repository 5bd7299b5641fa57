using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Builds one architecture of a grid, choice by choice. One instance per build.</summary>
internal abstract class GridBuild(GridPlan plan, IChooser chooser)
{
    private readonly List<NodeSource> _sources = [];
    private readonly List<ArchitectureNode> _nodes = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    protected IChooser Chooser => chooser;

    public Architecture Run()
    {
        var encoder = chooser.Pick("encoder", plan.Encoders, candidate => candidate.Name);
        _sources.AddRange(encoder.Sources(plan.Strides));
        // Behind an empty layer there is nothing: what could stand there can stand a layer earlier.
        for (var layer = 1; layer <= plan.Layers && TryAddLayer(layer); layer++)
        {
        }
        var kept = encoder.UpTo(_read);
        var looseEnds = NodeSource.InOrder(_sources.Where(source => source.Layer > 0 && !_read.Contains(source.Id))).ToArray();
        return new Architecture([.. kept, .. _nodes, .. new HeadBuild(plan.Head, chooser).Build(looseEnds, kept[^1])]);
    }

    /// <summary>True when a node of the layer can stand on these sources.</summary>
    protected abstract bool CanStandOn(IReadOnlyList<NodeSource> candidates, int layer);

    /// <summary>Picks the inputs of a node.</summary>
    /// <param name="choice">Beginning of the names of its choices.</param>
    /// <param name="degree">How many.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="candidates">What it can read, in canonical order; may be changed.</param>
    protected abstract IEnumerable<NodeSource> PickInputs(string choice, int degree, int layer, List<NodeSource> candidates);

    private bool TryAddLayer(int layer)
    {
        var rows = Enumerable.Range(0, plan.Rows)
            .Select(row => (Row: row, Candidates: NodeSource.InOrder(_sources.Where(source => plan.IsWithinReach(source.Row, row))).ToList()))
            .Where(place => CanStandOn(place.Candidates, layer)).ToArray();
        var before = _nodes.Count;
        foreach (var (row, candidates) in rows)
        {
            var choice = $"L{layer}/s{plan.Strides[row]}";
            var isLastChance = _nodes.Count == 0 && row == rows[^1].Row;
            if (!isLastChance && !chooser.Confirm($"{choice}/present")) continue;
            Add(layer, row, choice, candidates);
        }
        return _nodes.Count > before;
    }

    private void Add(int layer, int row, string choice, List<NodeSource> candidates)
    {
        var degrees = Enumerable.Range(1, Math.Min(plan.MaxInputs, candidates.Count)).ToArray();
        var degree = chooser.Pick($"{choice}/inputs", degrees, count => $"{count}");
        var node = CreateNode(layer, row, choice, [.. NodeSource.InOrder(PickInputs(choice, degree, layer, candidates).ToArray())]);
        _nodes.Add(node);
        _sources.Add(new NodeSource(node.Id, layer, row, node.Width) { Label = node.Id });
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
