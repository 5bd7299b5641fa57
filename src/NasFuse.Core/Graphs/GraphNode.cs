using System.Collections.Immutable;

namespace NasFuse.Core.Graphs;

/// <summary>One primitive at its place in a graph.</summary>
/// <param name="Index">Position in <see cref="Graph.Nodes"/>; inputs always have smaller ones.</param>
/// <param name="Name">Unique path, e.g. <c>f8/in0/conv1x1</c>.</param>
/// <param name="ParameterScope">Prefix of its parameters' names: the same as <paramref name="Name"/> unless weights are shared with another node.</param>
/// <param name="Primitive">What it computes.</param>
/// <param name="Inputs">Indices of the nodes it reads.</param>
/// <param name="Shape">Shape of its output, <c>[C, H, W]</c>.</param>
/// <param name="Parameters">What it owns; full names are <c>ParameterScope/Name</c>.</param>
public sealed record GraphNode(
    int Index,
    string Name,
    string ParameterScope,
    Primitive Primitive,
    ImmutableArray<int> Inputs,
    TensorShape Shape,
    ImmutableArray<ParameterSpec> Parameters)
{
    /// <summary>Full, stable name of one of its parameters.</summary>
    public string ParameterName(ParameterSpec parameter) => $"{ParameterScope}/{parameter.Name}";
}
