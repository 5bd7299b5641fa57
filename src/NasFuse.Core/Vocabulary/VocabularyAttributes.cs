namespace NasFuse.Core.Vocabulary;

/// <summary>Gives an operator its name in architecture texts.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OperatorAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Gives a fusion its name in architecture texts.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FusionAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Gives an align step its name in architecture texts, or a pattern whose named groups are its options.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AlignStepAttribute(string name) : Attribute
{
    /// <summary>The name, e.g. <c>up</c>; for a step with compact options their general form, e.g. <c>c1</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Regular expression for compact names such as <c>c3d2n</c>; each named group is an option's key.</summary>
    public string? Pattern { get; init; }
}

/// <summary>Makes a property an option of a vocabulary item.</summary>
/// <param name="key">Key in the text form, e.g. <c>k</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ArgumentAttribute(string key) : Attribute
{
    /// <summary>Key in the text form.</summary>
    public string Key { get; } = key;

    /// <summary>Smallest allowed value of a number.</summary>
    public int Min { get; init; } = int.MinValue;

    /// <summary>Largest allowed value of a number.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>True when only odd numbers are allowed.</summary>
    public bool Odd { get; init; }
}
