namespace NasFuse.Core.Configuration.Schemas;

/// <summary>What goes with the writing of one schema.</summary>
internal sealed record SchemaContext(OptionCatalog Catalog, XmlSummaries Summaries);
