using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>The ONNX form of every primitive.</summary>
internal static class PrimitiveEmitter
{
    public static void Emit(Emission emission)
    {
        switch (emission.Node.Primitive)
        {
            case Convolution convolution: EmitConvolution(emission, convolution); break;
            case BatchNormalization:
                emission.Produce("BatchNormalization", [emission.Input, .. emission.Parameters], Float("epsilon", (float)BatchNormalization.Epsilon));
                break;
            case Pointwise pointwise: emission.Produce(OperatorOf(pointwise.Function), [emission.Input]); break;
            case Elementwise elementwise: emission.Produce(OperatorOf(elementwise.Function), emission.Inputs.Select(i => i.Name)); break;
            case MultiplyConstant multiply:
                emission.Produce("Mul", [emission.Input, emission.Builder.Floats(emission.Local("factor"), [], [multiply.Factor])]);
                break;
            case Concatenation: EmitConcatenation(emission); break;
            case SliceChannels slice: EmitSlice(emission, slice); break;
            case Shift shift: ShiftEmitter.Emit(emission, shift); break;
            case Softmax: emission.Produce("Softmax", [emission.Input], Int("axis", 1)); break;
            case Pooling pooling: PoolingEmitter.Emit(emission, pooling); break;
            case AdaptiveAveragePooling pooling: AdaptiveAveragePoolingEmitter.Emit(emission, pooling); break;
            case Resize resize: ResizeEmitter.Emit(emission, resize); break;
            default: throw new NotSupportedException($"{emission.Node.Primitive.GetType().Name} (at {emission.Node.Name}) has no ONNX form");
        }
    }

    private static void EmitConvolution(Emission emission, Convolution convolution)
    {
        long kernel = convolution.Kernel, stride = convolution.Stride, dilation = convolution.Dilation, padding = convolution.Padding;
        emission.Produce("Conv", [emission.Input, .. emission.Parameters],
            Ints("kernel_shape", kernel, kernel),
            Ints("strides", stride, stride),
            Ints("pads", padding, padding, padding, padding),
            Ints("dilations", dilation, dilation),
            Int("group", convolution.Groups));
    }

    private static void EmitConcatenation(Emission emission)
    {
        // Joining along channels does not broadcast the batch, so values without one get it here.
        var inputs = emission.Output.PerImage ? emission.Inputs.Select(emission.Builder.PerImage) : emission.Inputs.Select(i => i.Name);
        emission.Produce("Concat", inputs, Int("axis", 1));
    }

    private static void EmitSlice(Emission emission, SliceChannels slice)
    {
        var builder = emission.Builder;
        emission.Produce("Slice",
        [
            emission.Input,
            builder.Integers(emission.Local("starts"), slice.Start),
            builder.Integers(emission.Local("ends"), slice.Start + slice.Count),
            builder.Integers(emission.Local("axes"), 1),
        ]);
    }

    private static string OperatorOf(PointwiseFunction function) => function switch
    {
        PointwiseFunction.Relu => "Relu",
        PointwiseFunction.Sigmoid => "Sigmoid",
        _ => throw new NotSupportedException($"{function} has no ONNX form"),
    };

    private static string OperatorOf(ElementwiseFunction function) => function switch
    {
        ElementwiseFunction.Add => "Add",
        ElementwiseFunction.Multiply => "Mul",
        ElementwiseFunction.Max => "Max",
        _ => throw new NotSupportedException($"{function} has no ONNX form"),
    };
}
