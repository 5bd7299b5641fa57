using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>How a node merges its aligned inputs. One file per fusion, and the file only lowers.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public abstract record Fusion : VocabularyItem
{
    /// <summary>True when the order of the inputs does not matter, so that the canonical id may sort them.</summary>
    public virtual bool IsCommutative => false;

    /// <summary>True when merging a single input leaves it as it is.</summary>
    public virtual bool IsIdentityOnOneInput => false;

    /// <summary>Size of the result divided by the size of the inputs, ≥ 1; above 1 for fusions that enlarge.</summary>
    public virtual int Enlargement => 1;

    /// <summary>Emits the primitives.</summary>
    /// <param name="graph">Where to emit.</param>
    /// <param name="inputs">Aligned inputs, all of one size, at least one.</param>
    /// <param name="target">Channels of the node (only fusions that project look at them) and size of the result.</param>
    /// <exception cref="ShapeException">The inputs do not fit together.</exception>
    public abstract Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target);
}
