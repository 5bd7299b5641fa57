using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration;

/// <summary>JSON schema (draft 7) of <c>space.json</c>, for editors. Thread-safe.</summary>
public static class SpaceSchema
{
    /// <summary>Text of the schema file.</summary>
    /// <param name="catalog">The kinds of search space that can be named; null for those of NasFuse.</param>
    public static string Text(OptionCatalog? catalog = null) => SchemaText.Of(ChoiceShape.Space, "NasFuse search space", catalog ?? OptionCatalog.Default);
}
