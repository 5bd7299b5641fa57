using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Samplers;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>Derives shapes from the properties of records and their attributes.</summary>
/// <remarks>
/// Attributes: [Required], [Range], [MinLength], [Length], [RegularExpression], [AllowedValues] (texts), <see cref="ItemRangeAttribute"/>,
/// <see cref="NamesFromAttribute"/>.
/// </remarks>
internal static class ShapeFactory
{
    private const BindingFlags Settable = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>The keys of a record in the order of their declaration, those of base records first.</summary>
    /// <exception cref="InvalidOperationException">A property has a type that configuration files cannot hold.</exception>
    public static IReadOnlyList<PropertyShape> PropertiesOf(Type type) =>
    [
        .. type.GetProperties(Settable)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .Select(PropertyOf),
    ];

    private static PropertyShape PropertyOf(PropertyInfo property)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var nullable = underlying is not null || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        var shape = ShapeOf(underlying ?? property.PropertyType, property);
        return new PropertyShape(property, shape, property.IsDefined(typeof(RequiredAttribute)), nullable);
    }

    private static ValueShape ShapeOf(Type type, PropertyInfo property)
    {
        if (type == typeof(bool)) return new FlagShape();
        if (type == typeof(string)) return TextOf(property, MinLengthOf(property));
        if (NumberShape.Supports(type)) return new NumberShape(type, Bounds.Of(property.GetCustomAttribute<RangeAttribute>()));
        if (IsList(type)) return ListOf(type.GetGenericArguments()[0], property);
        if (type == typeof(PrunerOptions)) return property.DeclaringType!.IsSubclassOf(type) ? ChoiceShape.InnerPruner : ChoiceShape.Pruner;
        return ShapeOfType(type) ?? throw Unsupported(type, property);
    }

    private static ValueShape ListOf(Type itemType, PropertyInfo property)
    {
        var length = property.GetCustomAttribute<LengthAttribute>();
        var min = length?.MinimumLength ?? property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0;
        var max = length?.MaximumLength ?? int.MaxValue;
        return (ValueShape)Activator.CreateInstance(typeof(ListShape<>).MakeGenericType(itemType), ItemOf(itemType, property), min, max)!;
    }

    private static ValueShape ItemOf(Type type, PropertyInfo property)
    {
        if (type == typeof(bool)) return new FlagShape();
        if (type == typeof(string)) return TextOf(property, minLength: 1);
        if (NumberShape.Supports(type)) return new NumberShape(type, Bounds.Of(property.GetCustomAttribute<ItemRangeAttribute>()));
        return ShapeOfType(type) ?? throw Unsupported(type, property);
    }

    private static ValueShape TextOf(PropertyInfo property, int minLength)
    {
        var pattern = property.GetCustomAttribute<RegularExpressionAttribute>();
        var listed = property.GetCustomAttribute<NamesFromAttribute>();
        var names = listed?.Names() ?? property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.Cast<string>().ToArray();
        return listed is { OrForm: { } form, OrFormInWords: { } words }
            ? new NameShape(listed.Names(), form, words)
            : new TextShape(minLength, pattern?.Pattern, pattern?.ErrorMessage, names);
    }

    private static int MinLengthOf(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredAttribute)) ? 1 : property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0;

    private static ValueShape? ShapeOfType(Type type) =>
        type.IsEnum ? new EnumShape(type)
        : type == typeof(Constraint) ? new ConstraintShape()
        : type == typeof(SamplerOptions) ? ChoiceShape.Sampler
        : type == typeof(SearchSpaceOptions) ? ChoiceShape.Space
        : type.GetConstructor(Type.EmptyTypes) is not null && !type.IsAbstract && !IsList(type) ? RecordShape.Of(type)
        : null;

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    private static InvalidOperationException Unsupported(Type type, PropertyInfo property) =>
        new($"{property.DeclaringType}.{property.Name}: configuration files cannot hold a {type}");
}
