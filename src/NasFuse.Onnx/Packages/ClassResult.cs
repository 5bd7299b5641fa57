namespace NasFuse.Onnx.Packages;

/// <summary>How well one class is segmented.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Iou">Intersection over union 0..1, or null when the class occurs neither in the labels nor in the predictions.</param>
public sealed record ClassResult(string Name, double? Iou);
