using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>What mainly happens to a map on its way along an edge; drawings tell it by colour.</summary>
public enum EdgeKind
{
    /// <summary>It arrives as it left.</summary>
    Keep,

    /// <summary>Its values or channels change, its scale does not.</summary>
    Match,

    /// <summary>It is enlarged.</summary>
    Up,

    /// <summary>It is reduced.</summary>
    Down,

    /// <summary>It is averaged to a vector on the way.</summary>
    Global,

    /// <summary>It is weighted, or turned into weights.</summary>
    Gate,
}

/// <summary>Tells the kinds of edges apart by what their steps do to the scale, so that a new align step needs no entry here.</summary>
internal static class EdgeKinds
{
    /// <summary>The kind of an edge: of several things that happen on it, the one that says most.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="from">Scale of the map it carries.</param>
    /// <param name="to">Scale it arrives at.</param>
    public static EdgeKind Of(Edge edge, Scale from, Scale to)
    {
        var kind = EdgeKind.Keep;
        Scale? scale = from;
        foreach (var step in edge.Steps)
        {
            var after = step.ScaleAfter(scale, to);
            var happens = step is GateStep or SigmoidStep or SoftmaxStep or FixedFactor ? EdgeKind.Gate
                : after is null ? EdgeKind.Global
                : scale is not { } before || after == before ? EdgeKind.Match
                : after > before ? EdgeKind.Up : EdgeKind.Down;
            if (happens > kind) kind = happens;
            scale = after;
        }
        return kind;
    }
}
