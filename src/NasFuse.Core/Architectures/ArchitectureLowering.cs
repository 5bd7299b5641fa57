using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>Turns architectures into graphs.</summary>
public static class ArchitectureLowering
{
    /// <summary>Lowers a valid architecture for images of one size. Parameters and their names do not depend on the size.</summary>
    /// <param name="architecture">A valid architecture.</param>
    /// <param name="imageSize">Any size; maps at scale s are <c>ceil(H · s) × ceil(W · s)</c>.</param>
    /// <exception cref="ShapeException">The architecture is not valid.</exception>
    public static Graph Lower(this Architecture architecture, Size imageSize)
    {
        var lowering = new NodeLowering(imageSize);
        foreach (var node in architecture.Nodes) lowering.Lower(node);
        return lowering.Build(architecture);
    }
}
