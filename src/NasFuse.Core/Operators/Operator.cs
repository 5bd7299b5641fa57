using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Where a node has to arrive: its channels and its size.</summary>
public readonly record struct NodeTarget(int Width, Size Size);

/// <summary>What a node computes from its fused input. One file per operator, and the file only lowers.</summary>
/// <remarks>Immutable; compared by value. Options are properties marked with <see cref="ArgumentAttribute"/>.</remarks>
public abstract record Operator : VocabularyItem
{
    /// <summary>Size of the input divided by the size of the output, ≥ 1.</summary>
    public virtual int Stride => 1;

    /// <summary>Size of the output divided by the size of the input, ≥ 1; above 1 for operators that enlarge.</summary>
    public virtual int Enlargement => 1;

    /// <summary>Names of secondary outputs, which edges take as <c>id.port</c>.</summary>
    public virtual IReadOnlyList<string> Ports => [];

    /// <summary>Emits the primitives.</summary>
    /// <param name="graph">Where to emit.</param>
    /// <param name="input">The fused input, <c>[C, H·stride, W·stride]</c> rounded up.</param>
    /// <param name="target">Channels and size the result must have.</param>
    /// <returns>A value of shape <c>[target.Width, target.Size]</c>.</returns>
    /// <exception cref="ShapeException">The operator cannot turn this input into that target.</exception>
    public abstract Value Lower(GraphBuilder graph, Value input, NodeTarget target);

    /// <summary>Emits the primitives of a secondary output, behind those of the operator itself.</summary>
    /// <param name="graph">Where to emit.</param>
    /// <param name="port">One of <see cref="Ports"/>.</param>
    /// <param name="input">The fused input.</param>
    /// <param name="output">What <see cref="Lower"/> returned.</param>
    public virtual Value LowerPort(GraphBuilder graph, string port, Value input, Value output) => throw new ShapeException($"{Text} has no port '{port}'");
}
