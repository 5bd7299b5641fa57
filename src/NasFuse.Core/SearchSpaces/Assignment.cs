using System.Collections.Immutable;

namespace NasFuse.Core.SearchSpaces;

/// <summary>The choices that led to an architecture: name of each choice asked and the label that was picked. Only active choices are in it.</summary>
/// <remarks>Immutable; compared by content. Options are kept as labels, so that they stay meaningful when the list of options changes.</remarks>
public sealed record Assignment(ImmutableSortedDictionary<string, string> Labels)
{
    /// <summary>No choices.</summary>
    public static Assignment Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool Equals(Assignment? other) => other is not null && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => Labels.Aggregate(Labels.Count, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}
