namespace NasFuse.Core.Samplers;

/// <summary>Gives a sampler its name in studies; put on its options record.</summary>
/// <param name="name">The name, e.g. <c>nsga2</c>.</param>
/// <param name="summary">One line for lists and help.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SamplerAttribute(string name, string summary) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>One line for lists and help.</summary>
    public string Summary { get; } = summary;
}

/// <summary>Options of a sampler, written in a study as <c>"sampler": { "name": "nsga2", … }</c>. Each sampler derives its own record.</summary>
public abstract record SamplerOptions
{
    /// <summary>Creates a sampler that has seen nothing yet.</summary>
    public abstract ISampler Create();
}
