using NasFuse.Core.Graphs;
using NasFuse.Onnx.Protobuf;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Window pooling.</summary>
internal static class PoolingEmitter
{
    public static void Emit(Emission emission, Pooling pooling)
    {
        long kernel = pooling.Kernel, stride = pooling.Stride, padding = pooling.Padding;
        AttributeProto[] window =
        [
            Ints("kernel_shape", kernel, kernel),
            Ints("strides", stride, stride),
            Ints("pads", padding, padding, padding, padding),
            Int("ceil_mode", pooling.CeilMode ? 1 : 0),
        ];
        if (pooling.Function == PoolingFunction.Max)
        {
            emission.Produce("MaxPool", [emission.Input], window);
            return;
        }
        // PyTorch divides by what lies in the padded map. Where windows hang over the edge (ceil mode) there is no padding,
        // so that is the number of real values, which ONNX calls not counting padding.
        emission.Produce("AveragePool", [emission.Input], [.. window, Int("count_include_pad", pooling.CeilMode ? 0 : 1)]);
    }
}
