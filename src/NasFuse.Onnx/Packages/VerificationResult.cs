using NasFuse.Onnx.Verification;

namespace NasFuse.Onnx.Packages;

/// <summary>The figures of a <see cref="ParityReport"/> as a manifest keeps them.</summary>
/// <param name="Images">Images compared.</param>
/// <param name="MaxDifference">Largest absolute difference of logits.</param>
/// <param name="MeanDifference">Mean absolute difference.</param>
/// <param name="P999Difference">99.9th percentile of the absolute differences.</param>
/// <param name="PixelAgreement">Share of pixels with the same class, 0..1.</param>
/// <param name="ReferenceMiou">mIoU of the trained network, 0..1.</param>
/// <param name="OnnxMiou">mIoU of the exported network, 0..1.</param>
/// <param name="Limit">Largest difference that passes.</param>
public sealed record VerificationResult(
    int Images, double MaxDifference, double MeanDifference, double P999Difference, double PixelAgreement, double ReferenceMiou, double OnnxMiou, double Limit)
{
    /// <summary>Takes the figures from a report.</summary>
    public static VerificationResult From(ParityReport report) =>
        new(report.Images, report.MaxDifference, report.MeanDifference, report.P999Difference, report.PixelAgreement, report.ReferenceMiou, report.OnnxMiou, report.Limit);
}
