namespace NasFuse.Core.Pruners;

/// <summary>Gives a pruner its name in studies; put on its options record.</summary>
/// <param name="name">The name, e.g. <c>asha</c>.</param>
/// <param name="summary">One line for lists and help.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PrunerAttribute(string name, string summary) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>One line for lists and help.</summary>
    public string Summary { get; } = summary;
}

/// <summary>Options of a pruner, written in a study as <c>"pruner": { "name": "asha", … }</c>. Each pruner derives its own record.</summary>
public abstract record PrunerOptions
{
    /// <summary>Earliest epoch after which it may end a trial; a study whose trials have no evaluation from here to their last epoch is refused.</summary>
    public abstract int FirstEpoch { get; }

    /// <summary>Creates the pruner.</summary>
    public abstract IPruner Create();
}
