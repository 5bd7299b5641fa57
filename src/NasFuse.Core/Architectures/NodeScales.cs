namespace NasFuse.Core.Architectures;

/// <summary>Where the inputs of a node have to arrive, and where their fusion leaves them for the operator.</summary>
/// <param name="Inputs">Scale at which every edge ends.</param>
/// <param name="Fused">Scale of the operator's input.</param>
internal readonly record struct NodeScales(Scale Inputs, Scale Fused)
{
    /// <summary>The scales of a valid node.</summary>
    public static NodeScales Of(ArchitectureNode node) => TryOf(node) ?? throw new ScaleMismatchException(Explain(node));

    /// <summary>The scales of a node, or null when it asks for one that is too fine or too coarse.</summary>
    public static NodeScales? TryOf(ArchitectureNode node) =>
        node.Scale.MultipliedBy(node.Operator.Stride)?.DividedBy(node.Operator.Enlargement) is { } fused
        && fused.DividedBy(node.Fusion?.Enlargement ?? 1) is { } inputs ? new NodeScales(inputs, fused) : null;

    /// <summary>Why a node has none.</summary>
    public static string Explain(ArchitectureNode node)
    {
        var enlargement = node.Operator.Enlargement * (node.Fusion?.Enlargement ?? 1);
        return enlargement > 1
            ? $"node '{node.Id}' at scale {node.Scale} would need an input {enlargement} times as coarse, beyond the coarsest scale of 1/4096"
            : $"node '{node.Id}' at scale {node.Scale} would need an input {node.Operator.Stride} times as fine, beyond the finest scale of 4096/1";
    }
}
