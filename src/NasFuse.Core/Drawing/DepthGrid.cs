using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>An architecture on a grid of scale and depth: which lane, row and column every node stands in and on which rows maps travel.</summary>
/// <remarks>A map that is read beyond the next column has one trunk in its own lane, from which each reader's branch leaves just before the reader.</remarks>
internal sealed class DepthGrid
{
    /// <summary>A trunk that travels farther from its source than this many rows makes a detour; a new row is shorter.</summary>
    private const int Near = 2;

    private DepthGrid(IReadOnlyList<GridLane> lanes, IReadOnlyList<GridNode> nodes) => (Lanes, Nodes) = (lanes, nodes);

    /// <summary>Lanes, finest scale first.</summary>
    public IReadOnlyList<GridLane> Lanes { get; }

    /// <summary>The image and all nodes, in the architecture's order.</summary>
    public IReadOnlyList<GridNode> Nodes { get; }

    /// <summary>All edges.</summary>
    public IEnumerable<GridEdge> Edges => Nodes.SelectMany(node => node.In);

    /// <summary>Number of columns.</summary>
    public int Columns => Nodes.Max(node => node.Column) + 1;

    public static DepthGrid Of(Architecture architecture)
    {
        var lanes = architecture.Nodes.Select(node => node.Scale).Append(Scale.Full).Distinct().OrderDescending()
            .ToDictionary(scale => scale, scale => new GridLane(scale));
        var grid = new DepthGrid([.. lanes.Values], Place(architecture, lanes));
        foreach (var node in grid.Nodes.OrderBy(node => node.Column).ThenBy(node => !node.IsDeployed)) ChooseRow(node);
        var travelling = grid.Nodes.Where(node => node.Out.Exists(edge => edge.IsLong));
        foreach (var node in travelling.OrderByDescending(node => node.LastReader - node.Column)) ChooseTrunk(node);
        return grid;
    }

    private static List<GridNode> Place(Architecture architecture, Dictionary<Scale, GridLane> lanes)
    {
        var deployed = Deployed(architecture);
        var depth = new Dictionary<string, int>(StringComparer.Ordinal) { [Architecture.ImageId] = 0 };
        foreach (var node in architecture.Nodes) depth[node.Id] = 1 + node.Inputs.Max(edge => depth[edge.Source]);
        depth[Architecture.OutputId] = depth.Values.Max();

        var placed = new Dictionary<string, GridNode>(StringComparer.Ordinal)
        {
            [Architecture.ImageId] = new(Architecture.ImageId, null, lanes[Scale.Full], 0, true),
        };
        List<GridNode> nodes = [placed[Architecture.ImageId]];
        foreach (var node in architecture.Nodes)
        {
            var at = new GridNode(node.Id, node, lanes[node.Scale], depth[node.Id], deployed.Contains(node.Id));
            for (var i = 0; i < node.Inputs.Length; i++) Connect(placed[node.Inputs[i].Source], at, i);
            placed.Add(node.Id, at);
            nodes.Add(at);
        }
        return nodes;
    }

    private static void Connect(GridNode source, GridNode target, int input)
    {
        var edge = target.Node!.Inputs[input];
        var connection = new GridEdge(edge, source, target, input, EdgeKinds.Of(edge, source.Lane.Scale, NodeScales.Of(target.Node).Inputs));
        source.Out.Add(connection);
        target.In.Add(connection);
    }

    /// <summary>Straight behind an input of the same lane where that row is free.</summary>
    private static void ChooseRow(GridNode node)
    {
        var rows = node.Lane.Rows;
        var behind = node.In.Select(edge => edge.Source).Where(source => source.Lane == node.Lane).OrderByDescending(source => source.Column)
            .Select(source => source.Row);
        var row = behind.Concat(rows).FirstOrDefault(row => row.IsFree(node.Column, node.Column));
        if (row is null) rows.Add(row = new GridRow { HasNodes = true });
        row.Take(node.Column, node.Column);
        node.Row = row;
    }

    /// <summary>
    /// Straight on from the source or straight into a reader where that row is free, else on a free row near the source, else on a new one beside it.
    /// </summary>
    private static void ChooseTrunk(GridNode source)
    {
        var (first, last, rows, at) = (source.Column + 1, source.LastReader - 1, source.Lane.Rows, source.Lane.Rows.IndexOf(source.Row));
        var straight = source.Out.Where(edge => edge.IsLong && edge.Target.Lane == source.Lane).Select(edge => edge.Target.Row).Prepend(source.Row);
        var near = rows.Index().Where(row => Math.Abs(row.Index - at) <= Near).OrderBy(row => row.Item.HasNodes).ThenBy(row => Math.Abs(row.Index - at))
            .Select(row => row.Item);
        var trunk = straight.Concat(near).FirstOrDefault(row => row.IsFree(first, last));
        if (trunk is null)
        {
            var below = source.Out.Sum(edge => edge.Target.Lane.Scale.CompareTo(source.Lane.Scale)) < 0;
            rows.Insert(at + (below ? 1 : 0), trunk = new GridRow());
        }
        trunk.Take(first, last);
        source.Trunk = trunk;
    }

    private static HashSet<string> Deployed(Architecture architecture)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { Architecture.ImageId, Architecture.OutputId };
        foreach (var node in architecture.Nodes.Reverse())
        {
            if (needed.Contains(node.Id)) needed.UnionWith(node.Inputs.Select(edge => edge.Source));
        }
        return needed;
    }
}
