using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Data.Statistics;

/// <summary>Weights of the classes in the loss.</summary>
public static class ClassWeights
{
    /// <summary>
    /// <see cref="ClassWeighting.InverseLog"/>: <c>1 / ln(1.1 + share)</c>, scaled to mean 1, where share is the class's part of all labelled pixels
    /// (a class that is absent has share 0). Source: ENet (Paszke et al. 2016), section 5.2, with 1.1 for its 1.02.
    /// </summary>
    /// <param name="classPixels">Labelled pixels per class.</param>
    /// <param name="weighting">The rule.</param>
    /// <returns>One weight per class, above 0.</returns>
    public static ImmutableArray<float> Compute(ImmutableArray<long> classPixels, ClassWeighting weighting)
    {
        if (weighting == ClassWeighting.None) return [.. classPixels.Select(_ => 1f)];
        var total = Math.Max(1, classPixels.Sum());
        var raw = classPixels.Select(pixels => 1 / Math.Log(1.1 + (double)pixels / total)).ToArray();
        var mean = raw.Average();
        return [.. raw.Select(weight => (float)(weight / mean))];
    }
}
