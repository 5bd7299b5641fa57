using System.Globalization;
using System.Reflection;

namespace NasFuse.Core.Vocabulary;

/// <summary>One option of a vocabulary item: its key, its range, and how it is read and written.</summary>
/// <remarks>Options are <see cref="int"/>, <see cref="double"/>, <see cref="bool"/> (0 or 1; nullable when the default depends on others), enumerations (lower-case names) or <see cref="IntegerList"/> (<c>1|2|3</c>).</remarks>
internal sealed class ArgumentInfo(PropertyInfo property, ArgumentAttribute attribute)
{
    public string Key => attribute.Key;

    public object? Get(VocabularyItem item) => property.GetValue(item);

    public void Set(VocabularyItem item, object value) => property.SetValue(item, value);

    public string Format(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "1" : "0",
        Enum name => name.ToString().ToLowerInvariant(),
        IntegerList list => list.ToString(),
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"options of type {property.PropertyType} have no text form"),
    };

    public bool SameValue(VocabularyItem a, VocabularyItem b) => Format(Get(a)) == Format(Get(b));

    /// <summary>Reads a value.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="value">The value when the result is null.</param>
    /// <returns>Null, or what is wrong: rule and allowed values.</returns>
    public string? TryParse(string text, out object? value)
    {
        value = null;
        var type = property.PropertyType;
        if (type == typeof(int)) return TryParseNumber(text, out value);
        if (type == typeof(double)) return TryParseReal(text, out value);
        if (type == typeof(bool) || type == typeof(bool?)) return TryParseFlag(text, out value);
        if (type == typeof(IntegerList)) return TryParseList(text, out value);
        var name = Enum.GetNames(type).FirstOrDefault(candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is null) return $"must be one of {string.Join(", ", Enum.GetNames(type).Select(n => n.ToLowerInvariant()))} but was '{text}'";
        value = Enum.Parse(type, name);
        return null;
    }

    private string? TryParseNumber(string text, out object? value)
    {
        value = null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return $"must be a whole number but was '{text}'";
        if (number < attribute.Min || number > attribute.Max) return $"must be {attribute.Min}..{attribute.Max} but was {number}";
        if (attribute.Odd && number % 2 == 0) return $"must be odd but was {number}";
        value = number;
        return null;
    }

    private string? TryParseReal(string text, out object? value)
    {
        value = null;
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return $"must be a number but was '{text}'";
        if (number < attribute.Min || number > attribute.Max) return $"must be {attribute.Min}..{attribute.Max} but was {text}";
        value = number;
        return null;
    }

    private static string? TryParseFlag(string text, out object? value)
    {
        value = text == "1";
        return text is "0" or "1" ? null : $"must be 0 or 1 but was '{text}'";
    }

    private string? TryParseList(string text, out object? value)
    {
        value = null;
        var numbers = new List<int>();
        foreach (var part in text.Split('|'))
        {
            if (TryParseNumber(part, out var number) is { } problem) return $"{problem}; a list is written 1|2|3";
            numbers.Add((int)number!);
        }
        value = new IntegerList([.. numbers]);
        return null;
    }
}
