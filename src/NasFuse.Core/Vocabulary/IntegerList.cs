using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace NasFuse.Core.Vocabulary;

/// <summary>An immutable list of numbers that is compared by content, so that records with lists are too.</summary>
[CollectionBuilder(typeof(IntegerList), nameof(Create))]
public sealed class IntegerList(ImmutableArray<int> items) : IReadOnlyList<int>, IEquatable<IntegerList>
{
    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public int this[int index] => items[index];

    /// <summary>Creates a list; what collection expressions call.</summary>
    public static IntegerList Create(ReadOnlySpan<int> items) => new([.. items]);

    /// <inheritdoc/>
    public bool Equals(IntegerList? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntegerList);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Aggregate(items.Length, HashCode.Combine);

    /// <summary><c>1|2|3</c></summary>
    public override string ToString() => string.Join('|', items);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
