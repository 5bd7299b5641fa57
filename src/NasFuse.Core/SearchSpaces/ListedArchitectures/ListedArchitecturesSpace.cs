using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.ListedArchitectures;

/// <summary>An architecture with its name.</summary>
internal sealed record ListedArchitecture(string Name, Architecture Architecture);

/// <summary>The space that <see cref="ListedArchitecturesOptions"/> describe: one choice, <see cref="Choice"/>, in the order of the list.</summary>
public sealed class ListedArchitecturesSpace : SearchSpace
{
    /// <summary>Name of the choice; its labels are the names of the architectures.</summary>
    public const string Choice = "architecture";

    private readonly ImmutableArray<ListedArchitecture> _listed;
    private readonly string[] _names;

    internal ListedArchitecturesSpace(string name, ImmutableArray<ListedArchitecture> listed)
    {
        (Name, _listed) = (name, listed);
        _names = [.. listed.Select(item => item.Name)];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    /// <remarks>It is asked even when there is one architecture, so that every trial carries a name.</remarks>
    public override Architecture Build(IChooser chooser) => _listed[chooser.Choose(Choice, _names)].Architecture;

    /// <inheritdoc/>
    public override Assignment? Find(Architecture architecture)
    {
        var id = ArchitectureId.Of(architecture);
        return _listed.FirstOrDefault(item => ArchitectureId.Of(item.Architecture) == id) is { } found
            ? new Assignment(Assignment.Empty.Labels.Add(Choice, found.Name)) : null;
    }

    /// <inheritdoc/>
    public override SpaceCount Count() => SpaceCount.Exactly(_listed.Select(item => ArchitectureId.Of(item.Architecture)).Distinct(StringComparer.Ordinal).Count());
}
