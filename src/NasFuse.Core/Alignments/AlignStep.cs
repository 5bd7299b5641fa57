using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Where an edge has to arrive.</summary>
/// <param name="Width">Channels that a channel-matching step gives unless it names its own.</param>
/// <param name="Size">Size before the node's operator.</param>
public readonly record struct EdgeTarget(int Width, Size Size);

/// <summary>One step on an edge: resample, match channels, pool. One file per step, and the file only lowers.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public abstract record AlignStep : VocabularyItem
{
    /// <summary>Text form within an edge, e.g. <c>c3d2n</c>.</summary>
    protected internal virtual string CompactText => Vocabularies.AlignSteps.NameOf(this);

    /// <summary>Emits the primitives.</summary>
    /// <param name="graph">Where to emit.</param>
    /// <param name="input">The value so far, any <c>[C, H, W]</c>.</param>
    /// <param name="target">Where the edge has to arrive.</param>
    /// <exception cref="ShapeException">The step cannot be applied here.</exception>
    public abstract Value Lower(GraphBuilder graph, Value input, EdgeTarget target);
}
