using NasFuse.Core.Graphs;

namespace NasFuse.Onnx.Writing;

/// <summary>A value of the ONNX graph.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Shape">Shape of one image's part, <c>[C, H, W]</c>.</param>
/// <param name="PerImage">True when it has the batch dimension of the image; false when it is the same for all images and has batch 1.</param>
internal readonly record struct OnnxValue(string Name, TensorShape Shape, bool PerImage);
