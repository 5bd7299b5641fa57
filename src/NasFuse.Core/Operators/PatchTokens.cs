using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Patch embedding: a linear map of p×p patches plus a learned position embedding (ViT, Dosovitskiy et al., ICLR 2021, equation 1, without class token).</summary>
/// <remarks>The position embedding has one value per position, so its shape, unlike all others, depends on the image size: train and deploy at one size.</remarks>
[Operator("patch")]
public sealed record PatchTokens : Operator
{
    /// <summary>Start deviation of the position embedding, as in ViT.</summary>
    private const double PositionDeviation = 0.02;

    /// <summary>Side of a patch and stride, 1..64.</summary>
    [Argument("s", Min = 1, Max = 64)] public int Patch { get; init; } = 16;

    /// <inheritdoc/>
    public override int Stride => Patch;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var tokens = graph.Emit(new PatchEmbedding(target.Width, Patch), "patches", input);
        return graph.Add(tokens, graph.Emit(new LearnedConstant(tokens.Shape, Initialization.Normal, PositionDeviation), "positions"));
    }
}
