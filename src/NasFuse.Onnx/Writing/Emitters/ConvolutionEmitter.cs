using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Convolutions.</summary>
internal static class ConvolutionEmitter
{
    public static void Emit(Emission emission, Convolution convolution)
    {
        long kernel = convolution.Kernel, stride = convolution.Stride, dilation = convolution.Dilation, padding = convolution.Padding;
        emission.Produce("Conv", [emission.Input, .. emission.Parameters],
            Ints("kernel_shape", kernel, kernel),
            Ints("strides", stride, stride),
            Ints("pads", padding, padding, padding, padding),
            Ints("dilations", dilation, dilation),
            Int("group", convolution.Groups));
    }

    public static void EmitTransposed(Emission emission, TransposedConvolution convolution)
    {
        long kernel = convolution.Kernel;
        emission.Produce("ConvTranspose", [emission.Input, .. emission.Parameters], Ints("kernel_shape", kernel, kernel), Ints("strides", kernel, kernel));
    }

    public static void EmitPatches(Emission emission, PatchEmbedding embedding)
    {
        long patch = embedding.Patch;
        var ((_, rows, columns), (_, height, width)) = (emission.Output.Shape, emission.InputShape);
        emission.Produce("Conv", [emission.Input, .. emission.Parameters],
            Ints("kernel_shape", patch, patch),
            Ints("strides", patch, patch),
            Ints("pads", 0, 0, rows * patch - height, columns * patch - width));
    }
}
