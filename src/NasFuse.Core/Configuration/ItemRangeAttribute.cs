namespace NasFuse.Core.Configuration;

/// <summary>Allowed range of each item of a list of numbers, both ends included.</summary>
/// <param name="minimum">Smallest allowed item.</param>
/// <param name="maximum">Largest allowed item.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemRangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>Smallest allowed item.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest allowed item.</summary>
    public double Maximum { get; } = maximum;
}
