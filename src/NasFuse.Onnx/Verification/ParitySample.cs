namespace NasFuse.Onnx.Verification;

/// <summary>A labelled image for verification.</summary>
/// <param name="Image">Normalised, <c>[3, H, W] float32</c>.</param>
/// <param name="Labels">True classes, <c>[H, W] uint8</c>; 255 is ignored.</param>
public sealed record ParitySample(float[] Image, byte[] Labels);
