using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Seeds;

/// <summary>An architecture to begin with.</summary>
public sealed record SeedOptions
{
    /// <summary>Its name, for people and as the label of its trial's only choice when the space cannot build it.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>Its text, see <see cref="ArchitectureText"/>, for any number of classes; <see cref="ClassCount"/> fits it to the data.</summary>
    [Required] public string Text { get; init; } = "";

    /// <summary>The choices that led to it in an earlier study, each <c>choice=label</c>; none for an architecture of which only the text is known.</summary>
    [Length(0, 10_000)] public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>A seed with the choices that led to it.</summary>
    public static SeedOptions Of(string name, string text, Assignment assignment) => new()
    {
        Name = name, Text = text, Choices = assignment.IsOutside() ? [] : [.. assignment.Labels.Select(pair => $"{pair.Key}={pair.Value}")],
    };

    /// <summary>The architecture for a number of classes.</summary>
    /// <exception cref="UserErrorException">The text is not valid, or not for this number of classes; every mistake found.</exception>
    public Architecture Read(int classes) => ArchitectureText.Parse(Text, Name).WithClasses(classes);

    /// <summary>The choices as an assignment.</summary>
    public Assignment Assignment => new(Assignment.Empty.Labels.AddRange(
        from parts in Choices.Select(choice => choice.Split('=', 2)).DistinctBy(parts => parts[0], StringComparer.Ordinal)
        select KeyValuePair.Create(parts[0], parts[^1])));

    /// <summary>Compares all fields by content.</summary>
    public bool Equals(SeedOptions? other) => other is not null && Name == other.Name && Text == other.Text && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Text, Choices.Length);
}
