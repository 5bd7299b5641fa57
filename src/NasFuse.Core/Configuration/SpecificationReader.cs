using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Shapes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Configuration;

/// <summary>Reads and writes immutable records as JSON. Thread-safe.</summary>
/// <remarks>
/// Keys are property names in camelCase; what is left out keeps the property's initial value. Properties may be bool, int, long, ulong, double, string,
/// enumerations, <see cref="Objectives.Constraint"/>, <see cref="SamplerOptions"/> and <see cref="Pruners.PrunerOptions"/> (chosen by <c>name</c>),
/// <see cref="SearchSpaceOptions"/> (chosen by
/// <c>kind</c>), other records, and immutable arrays of these; nullable or not. Rules come from [Required], [Range], [MinLength], [Length], [RegularExpression], [AllowedValues], <see cref="ItemRangeAttribute"/>,
/// <see cref="NamesFromAttribute"/> and, on options of samplers, pruners and search spaces,
/// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>.
/// </remarks>
public static class SpecificationReader
{
    /// <summary>Key that names the schema; allowed at the top of every file.</summary>
    internal const string SchemaKey = "$schema";

    /// <summary>Reads a record, or the options of a sampler or search space.</summary>
    /// <param name="root">What stands in the file.</param>
    /// <param name="label">How messages call it, e.g. <c>the study</c>.</param>
    /// <param name="bag">Takes every mistake with its place.</param>
    /// <param name="catalog">The samplers and search spaces that can be named; null for those of NasFuse.</param>
    /// <returns>The record, or null when there was a mistake.</returns>
    public static T? Read<T>(JsonNodeAt root, string label, DiagnosticBag bag, OptionCatalog? catalog = null)
        where T : class
    {
        var context = new ReadContext(catalog ?? OptionCatalog.Default, bag);
        return (T?)(ShapeOf(typeof(T)) is RecordShape record ? record.Read(root, "", label, [SchemaKey], context) : ShapeOf(typeof(T)).Read(root, "", context));
    }

    /// <summary>Writes a record with all its keys, in the order of declaration, such that <see cref="Read"/> gives an equal one.</summary>
    public static JsonObject Write<T>(T value, OptionCatalog? catalog = null)
        where T : class => ShapeOf(typeof(T)).Write(value, catalog ?? OptionCatalog.Default).AsObject();

    private static ValueShape ShapeOf(Type type) =>
        type == typeof(SamplerOptions) ? ChoiceShape.Sampler
        : type == typeof(SearchSpaceOptions) ? ChoiceShape.Space
        : RecordShape.Of(type);
}
