using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Configuration.Shapes;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration;

/// <summary>JSON schema (draft 7) of <c>study.json</c>, for editors. Thread-safe.</summary>
public static class StudySchema
{
    /// <summary>Text of the schema file.</summary>
    /// <param name="catalog">The samplers that can be named; null for those of NasFuse.</param>
    public static string Text(OptionCatalog? catalog = null) =>
        SchemaText.Of(RecordShape.Of(typeof(StudySpecification)), "NasFuse study", catalog ?? OptionCatalog.Default);
}
