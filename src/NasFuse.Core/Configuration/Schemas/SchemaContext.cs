using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration.Schemas;

/// <summary>What goes with the writing of one schema.</summary>
/// <param name="Catalog">The names that can be chosen.</param>
/// <param name="Summaries">What is said about keys.</param>
internal sealed record SchemaContext(OptionCatalog Catalog, XmlSummaries Summaries)
{
    /// <summary>The choice that is being described, or null outside of any.</summary>
    public ChoiceShape? Around { get; init; }
}
