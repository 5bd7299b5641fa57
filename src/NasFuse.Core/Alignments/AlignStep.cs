using System.Numerics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Where an edge stands and where it has to arrive.</summary>
/// <param name="From">Scale of the value so far; null for a vector (global average), which has none.</param>
/// <param name="To">Scale before the node's operator.</param>
/// <param name="Width">Channels that a channel-matching step gives unless it names its own.</param>
/// <param name="Size">Size of maps at <paramref name="To"/>.</param>
public readonly record struct EdgeTarget(Scale? From, Scale To, int Width, Size Size)
{
    /// <summary>Secondary outputs of the node that the edge comes from, by name; null for none.</summary>
    public IReadOnlyDictionary<string, Value>? SourcePorts { get; init; }

    /// <summary>How often the map has to be halved.</summary>
    /// <exception cref="ShapeException">The target is not coarser by a power of two.</exception>
    public int Halvings
    {
        get
        {
            if (From is not { } from) throw new ShapeException("a vector cannot be halved");
            var (numerator, denominator) = ((long)from.Numerator * To.Denominator, (long)from.Denominator * To.Numerator);
            if (numerator % denominator != 0 || !BitOperations.IsPow2(numerator / denominator))
                throw new ShapeException($"a map at {from} cannot be halved to {To}");
            return BitOperations.Log2((ulong)(numerator / denominator));
        }
    }
}

/// <summary>One step on an edge: resample, match channels, pool. One file per step, and the file only lowers.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public abstract record AlignStep : VocabularyItem
{
    /// <summary>Text form within an edge, e.g. <c>c3d2n</c>.</summary>
    protected internal virtual string CompactText => Vocabularies.AlignSteps.NameOf(this);

    /// <summary>Scale after this step; null when the step gives a vector.</summary>
    /// <param name="from">Scale before it; null for a vector.</param>
    /// <param name="to">Scale that the edge has to arrive at.</param>
    public virtual Scale? ScaleAfter(Scale? from, Scale to) => from;

    /// <summary>Emits the primitives.</summary>
    /// <param name="graph">Where to emit.</param>
    /// <param name="input">The value so far, any <c>[C, H, W]</c>.</param>
    /// <param name="target">Where the edge stands and has to arrive.</param>
    /// <exception cref="ShapeException">The step cannot be applied here.</exception>
    public abstract Value Lower(GraphBuilder graph, Value input, EdgeTarget target);
}
