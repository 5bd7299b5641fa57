using System.Collections.Immutable;

namespace NasFuse.Onnx;

/// <summary>What a user of an exported network must know beside the file itself.</summary>
/// <remarks>
/// The network takes normalised images: <c>(value / 255 − mean) / standard deviation</c> per channel, in the order red, green, blue.
/// Normalisation is not part of the exported graph.
/// </remarks>
/// <param name="ArchitectureId">Canonical id of the architecture.</param>
/// <param name="ClassNames">Names of the classes, in the order of the logits' channels.</param>
/// <param name="Mean">Per channel, of values in 0..1.</param>
/// <param name="StandardDeviation">Per channel, of values in 0..1; &gt; 0.</param>
public sealed record NetworkMetadata(
    string ArchitectureId, ImmutableArray<string> ClassNames, ImmutableArray<float> Mean, ImmutableArray<float> StandardDeviation)
{
    /// <summary>Order of the image's channels.</summary>
    public const string ColourOrder = "RGB";
}
