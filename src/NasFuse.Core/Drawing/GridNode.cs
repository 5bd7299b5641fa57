using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>A node at its place: column = longest way from the image, lane = scale.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">The node; null for the image.</param>
/// <param name="Lane">Where it stands.</param>
/// <param name="Column">From 0, the image's.</param>
/// <param name="IsDeployed">False for what only training sees.</param>
internal sealed record GridNode(string Id, ArchitectureNode? Node, GridLane Lane, int Column, bool IsDeployed)
{
    /// <summary>Row it stands on.</summary>
    public GridRow Row { get; set; } = new();

    /// <summary>Row on which its map travels to nodes beyond the next column; null when there are none.</summary>
    public GridRow? Trunk { get; set; }

    /// <summary>Edges that leave it.</summary>
    public List<GridEdge> Out { get; } = [];

    /// <summary>Edges that lead to it, in the order of its inputs.</summary>
    public List<GridEdge> In { get; } = [];

    /// <summary>Column of the last node that reads it.</summary>
    public int LastReader => Out.Max(edge => edge.Target.Column);
}

/// <summary>An edge between placed nodes.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Target">Where it leads to.</param>
/// <param name="Input">Its position among the target's inputs.</param>
/// <param name="Kind">What happens on it.</param>
internal sealed record GridEdge(Edge Edge, GridNode Source, GridNode Target, int Input, EdgeKind Kind)
{
    /// <summary>True when it leads beyond the next column and so travels on the source's trunk.</summary>
    public bool IsLong => Target.Column > Source.Column + 1;

    /// <summary>Height at which it enters the last gap before its target.</summary>
    public double StartY => IsLong ? Source.Trunk!.Y : Source.Row.Y;
}
