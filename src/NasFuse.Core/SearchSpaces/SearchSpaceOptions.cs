using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.SearchSpaces;

/// <summary>Gives a kind of search space its name; put on its options record.</summary>
/// <param name="kind">The kind, e.g. <c>fusion-lattice</c>.</param>
/// <param name="summary">One line for lists and help.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SearchSpaceAttribute(string kind, string summary) : Attribute
{
    /// <summary>The kind.</summary>
    public string Kind { get; } = kind;

    /// <summary>One line for lists and help.</summary>
    public string Summary { get; } = summary;
}

/// <summary>What a <c>space.json</c> says: <c>{ "kind": "fusion-lattice", … }</c>. Each kind derives its own record.</summary>
public abstract record SearchSpaceOptions
{
    /// <summary>These options with everything read in that they name by its path; called once, when they are read from a file.</summary>
    /// <param name="folder">The file's folder.</param>
    /// <exception cref="UserErrorException">Something is not there or not valid; mistakes without a line name the key, as in <see cref="Create"/>.</exception>
    public virtual SearchSpaceOptions In(string folder) => this;

    /// <summary>Creates the space.</summary>
    /// <param name="name">Name of the space.</param>
    /// <param name="classes">Number of classes of the data, ≥ 2.</param>
    /// <exception cref="UserErrorException">Options that are each valid do not make a space together.</exception>
    public abstract SearchSpace Create(string name, int classes);
}
