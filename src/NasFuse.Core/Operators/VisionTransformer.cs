using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Transformer encoder over the positions of a map: pre-norm self-attention and a two-layer perceptron, each on a shortcut; keeps shape.</summary>
/// <remarks>Source: ViT (Dosovitskiy et al., ICLR 2021, equations 2-3).</remarks>
[Operator("vit")]
public sealed record VisionTransformer : Operator
{
    /// <summary>Number of layers, 1..32.</summary>
    [Argument("n", Min = 1, Max = 32)] public int Layers { get; init; } = 1;

    /// <summary>Attention heads, 1..64; must divide the width.</summary>
    [Argument("heads", Min = 1, Max = 64)] public int Heads { get; init; } = 4;

    /// <summary>Width of the perceptron in widths of the node, 1..8.</summary>
    [Argument("mlp", Min = 1, Max = 8)] public int Expansion { get; init; } = 4;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var tokens = graph.ToTokens(input);
        for (var layer = 0; layer < Layers; layer++) tokens = graph.TransformerLayer(tokens, Heads, Expansion);
        return graph.ToMap(tokens, input.Size);
    }
}
