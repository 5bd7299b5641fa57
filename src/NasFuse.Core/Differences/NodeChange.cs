using NasFuse.Core.Architectures;

namespace NasFuse.Core.Differences;

/// <summary>How something differs between two architectures.</summary>
public enum ChangeKind
{
    /// <summary>It is the same in both, names apart.</summary>
    Same,

    /// <summary>Only the newer architecture has it.</summary>
    Added,

    /// <summary>Only the older architecture has it.</summary>
    Removed,

    /// <summary>Both have it, but not alike.</summary>
    Changed,
}

/// <summary>A way into a node, in the older architecture, the newer one, or both.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="OlderInput">Position among the older node's inputs; null when added.</param>
/// <param name="NewerInput">Position among the newer node's inputs; null when removed.</param>
public sealed record EdgeChange(ChangeKind Kind, int? OlderInput, int? NewerInput);

/// <summary>A node in the older architecture, the newer one, or both.</summary>
/// <param name="Kind">How it differs; <see cref="ChangeKind.Changed"/> also when only its inputs do.</param>
/// <param name="Older">The node as it was; null when added.</param>
/// <param name="Newer">The node as it is; null when removed.</param>
/// <param name="Aspects">What changed in it, ready to read: <c>width 16 → 24</c>.</param>
/// <param name="Edges">Its inputs.</param>
public sealed record NodeChange(
    ChangeKind Kind, ArchitectureNode? Older, ArchitectureNode? Newer, IReadOnlyList<string> Aspects, IReadOnlyList<EdgeChange> Edges)
{
    /// <summary>Its id in the newer architecture, or in the older one when removed.</summary>
    public string Id => (Newer ?? Older)!.Id;
}
