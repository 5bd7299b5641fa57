using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Torch.Execution;

/// <summary>Which flat tensor a value lives in.</summary>
public enum ParameterGroup
{
    /// <summary>Trained, with weight decay: weights of convolutions and matrices.</summary>
    Decayed,

    /// <summary>Trained, without weight decay: biases, normalisation, learned constants.</summary>
    Undecayed,

    /// <summary>Not trained: running statistics.</summary>
    Statistics,
}

/// <summary>Where one named value lies in its flat tensor.</summary>
/// <param name="Name">Full, stable name, e.g. <c>s8/conv3x3/weight</c>.</param>
/// <param name="Shape">Shape of the value.</param>
/// <param name="Group">Which flat tensor.</param>
/// <param name="Offset">First element in it.</param>
/// <param name="Count">Number of elements.</param>
public sealed record ParameterSlot(string Name, ImmutableArray<int> Shape, ParameterGroup Group, long Offset, long Count);

/// <summary>Places all values of a graph in three flat tensors, one per <see cref="ParameterGroup"/>.</summary>
/// <remarks>Immutable. Values shared by several nodes have one slot. Slots begin at 64-byte borders, where vector code is fastest; the gaps stay zero.</remarks>
public sealed class ParameterLayout
{
    private const long BorderElements = 16;
    private readonly long[] _lengths = new long[3];

    /// <summary>All slots in order of first use.</summary>
    public ImmutableArray<ParameterSlot> Slots { get; }

    /// <summary>Trainable values, gaps not counted.</summary>
    public long TrainableCount => Slots.Where(slot => slot.Group != ParameterGroup.Statistics).Sum(slot => slot.Count);

    /// <summary>Lays out the values of a graph.</summary>
    /// <exception cref="InvalidOperationException">Two nodes share a name but want different shapes.</exception>
    public ParameterLayout(Graph graph)
    {
        var slots = ImmutableArray.CreateBuilder<ParameterSlot>();
        foreach (var (name, spec) in GraphParameters.Of(graph))
        {
            var group = GroupOf(spec);
            slots.Add(new ParameterSlot(name, spec.Shape, group, _lengths[(int)group], spec.Count));
            _lengths[(int)group] += (spec.Count + BorderElements - 1) / BorderElements * BorderElements;
        }
        Slots = slots.ToImmutable();
    }

    /// <summary>Length of a group's flat tensor, gaps counted.</summary>
    public long LengthOf(ParameterGroup group) => _lengths[(int)group];

    private static ParameterGroup GroupOf(ParameterSpec spec) =>
        !spec.Trainable ? ParameterGroup.Statistics : spec.Decay ? ParameterGroup.Decayed : ParameterGroup.Undecayed;
}
