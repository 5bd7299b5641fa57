using System.Collections.Immutable;

namespace NasFuse.Data.Statistics;

/// <summary>How pixel values become network inputs: <c>(v / 255 − mean) / std</c> per channel.</summary>
/// <param name="Mean">Red, green and blue, 0..1.</param>
/// <param name="Std">Red, green and blue, above 0.</param>
public sealed record Normalization(ImmutableArray<double> Mean, ImmutableArray<double> Std);
