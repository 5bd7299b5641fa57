using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Graphs.Weights;

/// <summary>All parameters and running statistics of a network, in a fixed order, by their stable full names (<c>f8/in0/conv1x1/weight</c>).</summary>
/// <remarks>Immutable and thread-safe. What training ends with, and what export and the weight file start from.</remarks>
public sealed class WeightSet
{
    private readonly Dictionary<string, WeightTensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>The names, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Collects named tensors in the order given.</summary>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public WeightSet(IEnumerable<KeyValuePair<string, WeightTensor>> tensors)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, tensor) in tensors)
        {
            if (!_tensors.TryAdd(name, tensor)) throw new ArgumentException($"the tensor '{name}' comes twice", nameof(tensors));
            names.Add(name);
        }
        Names = names.DrainToImmutable();
    }

    /// <summary>Number of tensors.</summary>
    public int Count => Names.Length;

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the nearest one.</exception>
    public WeightTensor this[string name] =>
        _tensors.TryGetValue(name, out var tensor) ? tensor
        : throw new KeyNotFoundException($"There is no tensor '{name}'. {NearestName.Hint(name, Names)}");

    /// <summary>Looks a tensor up.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out WeightTensor? tensor) => _tensors.TryGetValue(name, out tensor);

    /// <summary>Every way in which these weights do not fit a graph: missing, superfluous, or of another shape. Empty when they fit.</summary>
    public IReadOnlyList<string> MismatchesWith(Graph graph)
    {
        var mismatches = new List<string>();
        var wanted = GraphParameters.Of(graph);
        foreach (var (name, spec) in wanted)
        {
            if (!TryGet(name, out var tensor)) mismatches.Add($"'{name}' is missing");
            else if (!tensor.Shape.SequenceEqual(spec.Shape))
                mismatches.Add($"'{name}' is [{string.Join(", ", tensor.Shape)}] but the graph needs [{string.Join(", ", spec.Shape)}]");
        }
        mismatches.AddRange(Names.Except(wanted.Select(w => w.Name), StringComparer.Ordinal).Select(name => $"'{name}' is not used by the graph"));
        return mismatches;
    }
}
