namespace NasFuse.Core.Measurement;

/// <summary>How far values scatter.</summary>
public static class SampleDeviation
{
    /// <summary>Standard deviation of a sample, with n − 1 in the denominator.</summary>
    /// <param name="values">At least two values.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static double Of(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2) throw new ArgumentException("A deviation needs at least two values.", nameof(values));
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
