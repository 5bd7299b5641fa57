using System.Reflection;
using NasFuse.Core.Pruners;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Configuration;

/// <summary>An options record that configuration files choose by name.</summary>
/// <param name="Name">Name in the file.</param>
/// <param name="Summary">One line for lists and help.</param>
/// <param name="Type">The record.</param>
public sealed record OptionEntry(string Name, string Summary, Type Type);

/// <summary>The samplers, pruners and kinds of search space that configuration files can name. Immutable and thread-safe.</summary>
/// <remarks>They are options records with a <see cref="SamplerAttribute"/>, <see cref="PrunerAttribute"/> or <see cref="SearchSpaceAttribute"/>.</remarks>
public sealed class OptionCatalog
{
    private readonly Assembly[] _assemblies;

    private OptionCatalog(Assembly[] assemblies)
    {
        _assemblies = assemblies;
        Samplers = Scan<SamplerOptions, SamplerAttribute>(attribute => (attribute.Name, attribute.Summary));
        Pruners = Scan<PrunerOptions, PrunerAttribute>(attribute => (attribute.Name, attribute.Summary));
        Spaces = Scan<SearchSpaceOptions, SearchSpaceAttribute>(attribute => (attribute.Kind, attribute.Summary));
    }

    /// <summary>What NasFuse itself brings.</summary>
    public static OptionCatalog Default { get; } = new([typeof(OptionCatalog).Assembly]);

    /// <summary>Samplers, sorted by name.</summary>
    public IReadOnlyList<OptionEntry> Samplers { get; }

    /// <summary>Pruners, sorted by name.</summary>
    public IReadOnlyList<OptionEntry> Pruners { get; }

    /// <summary>Kinds of search space, sorted by name.</summary>
    public IReadOnlyList<OptionEntry> Spaces { get; }

    /// <summary>This catalog with the samplers, pruners and search spaces of another assembly.</summary>
    /// <exception cref="InvalidOperationException">A name is given to two types.</exception>
    public OptionCatalog With(Assembly assembly) => _assemblies.Contains(assembly) ? this : new([.. _assemblies, assembly]);

    private OptionEntry[] Scan<TOptions, TAttribute>(Func<TAttribute, (string Name, string Summary)> describe)
        where TAttribute : Attribute
    {
        OptionEntry[] entries =
        [
            .. from type in _assemblies.SelectMany(assembly => assembly.GetTypes())
               where type.IsSubclassOf(typeof(TOptions)) && !type.IsAbstract
               let attribute = type.GetCustomAttribute<TAttribute>()
               where attribute is not null
               let description = describe(attribute)
               orderby description.Name
               select new OptionEntry(description.Name, description.Summary, type),
        ];
        var twice = entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? entries : throw new InvalidOperationException($"'{twice.Key}' names {string.Join(" and ", twice.Select(entry => entry.Type))}");
    }
}
