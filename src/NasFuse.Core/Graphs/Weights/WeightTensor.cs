using System.Collections.Immutable;

namespace NasFuse.Core.Graphs.Weights;

/// <summary>The values of one parameter or running statistic, float32, row-major.</summary>
/// <remarks>Compared by content. Thread-safe as long as nobody writes into <see cref="Values"/>, and nobody may.</remarks>
public sealed record WeightTensor
{
    /// <summary>Full shape, e.g. <c>[out, in / groups, k, k]</c>.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The values, last dimension fastest. Read only: the array is shared, not copied.</summary>
    public float[] Values { get; }

    /// <summary>Wraps values without copying them.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public WeightTensor(ImmutableArray<int> shape, float[] values)
    {
        var count = shape.Aggregate(1L, (product, dimension) => product * dimension);
        if (count != values.Length) throw new ArgumentException($"shape [{string.Join(", ", shape)}] holds {count} values but got {values.Length}", nameof(values));
        (Shape, Values) = (shape, values);
    }

    /// <inheritdoc/>
    public bool Equals(WeightTensor? other) => other is not null && Shape.SequenceEqual(other.Shape) && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape.Length, Values.Length, Values.Length == 0 ? 0 : Values[0]);
}
