using System.Collections.Immutable;

namespace NasFuse.Core.Graphs;

/// <summary>What a training-only head is compared with.</summary>
public enum AuxiliaryHeadKind
{
    /// <summary>The labels, by the loss of the output (deep supervision); the head has as many channels as there are classes.</summary>
    Segmentation,

    /// <summary>The borders between classes (detail guidance of STDC, Fan et al., CVPR 2021); the head has one channel.</summary>
    Detail,
}

/// <summary>Logits that only training sees, with the weight of their loss.</summary>
/// <param name="Node">Index of the node that computes them.</param>
/// <param name="Weight">Factor of this head's loss, &gt; 0.</param>
/// <param name="Kind">What they are compared with.</param>
public readonly record struct AuxiliaryHead(int Node, double Weight, AuxiliaryHeadKind Kind = AuxiliaryHeadKind.Segmentation);

/// <summary>A lowered architecture at one input size: primitives in topological order, shapes known, parameters named.</summary>
/// <remarks>Immutable and thread-safe. Training, timing, counting, ONNX and drawing all read this and nothing else.</remarks>
public sealed class Graph
{
    /// <summary>Primitives in topological order; node 0 is the <see cref="ImageInput"/>.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>Index of the node that computes the logits, <c>[K, H, W]</c> at the input's size.</summary>
    public int Output { get; }

    /// <summary>Training-only heads; empty in a deployed graph.</summary>
    public ImmutableArray<AuxiliaryHead> AuxiliaryHeads { get; }

    /// <summary>Creates a graph from nodes that are already in topological order.</summary>
    public Graph(ImmutableArray<GraphNode> nodes, int output, ImmutableArray<AuxiliaryHead> auxiliaryHeads)
    {
        Nodes = nodes;
        Output = output;
        AuxiliaryHeads = auxiliaryHeads;
    }

    /// <summary>Shape of the image, <c>[3, H, W]</c>.</summary>
    public TensorShape InputShape => Nodes[0].Shape;

    /// <summary>Shape of the logits, <c>[K, H, W]</c>.</summary>
    public TensorShape OutputShape => Nodes[Output].Shape;

    /// <summary>The graph that ships: only what the logits need, without training-only heads and without dropout.</summary>
    public Graph Deployed()
    {
        var needed = new bool[Nodes.Length];
        needed[0] = needed[Output] = true;
        for (var i = Output; i >= 0; i--)
        {
            if (!needed[i]) continue;
            foreach (var input in Nodes[i].Inputs) needed[input] = true;
        }
        return needed.All(n => n) && AuxiliaryHeads.IsEmpty && !Nodes.Any(node => node.Primitive is ChannelDropout) ? this : Keep(needed);
    }

    private Graph Keep(bool[] needed)
    {
        var newIndex = new int[Nodes.Length];
        var kept = ImmutableArray.CreateBuilder<GraphNode>();
        foreach (var node in Nodes)
        {
            if (!needed[node.Index]) continue;
            if (node.Primitive is ChannelDropout)
            {
                newIndex[node.Index] = newIndex[node.Inputs[0]];
                continue;
            }
            newIndex[node.Index] = kept.Count;
            kept.Add(node with { Index = kept.Count, Inputs = [.. node.Inputs.Select(i => newIndex[i])] });
        }
        return new Graph(kept.DrainToImmutable(), newIndex[Output], []);
    }
}
