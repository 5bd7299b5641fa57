using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Execution;

/// <summary>Computes one node.</summary>
/// <param name="inputs">Inputs, <c>[N, C, H, W]</c>.</param>
/// <param name="training">True to normalise by the batch and update running statistics.</param>
internal delegate Tensor Kernel(Tensor[] inputs, bool training);

/// <summary>What a kernel may assume about the node it computes.</summary>
/// <param name="OverwriteFirst">The first input is needed by nobody else afterwards and may be overwritten.</param>
/// <param name="IsConstant">Per input: true when it does not depend on the image and so has a batch of one.</param>
internal readonly record struct KernelContext(bool OverwriteFirst, bool[] IsConstant);

/// <summary>Turns primitives into calls of the tensor library. The only place that knows both.</summary>
internal sealed class Kernels(ParameterStore parameters, ComputePrecision precision)
{
    public DropoutMasks Masks { get; } = new(parameters.Device);

    public Kernel Compile(GraphNode node, KernelContext context) => node.Primitive switch
    {
        Convolution convolution => Convolve(node, convolution),
        BatchNormalization => Normalize(node),
        Pointwise { Function: PointwiseFunction.Relu } when context.OverwriteFirst => static (inputs, _) => inputs[0].relu_(),
        Pointwise { Function: PointwiseFunction.Relu } => static (inputs, _) => inputs[0].relu(),
        Pointwise { Function: PointwiseFunction.Sigmoid } => static (inputs, _) => inputs[0].sigmoid(),
        Elementwise elementwise => Join(elementwise.Function, context.OverwriteFirst && precision == ComputePrecision.Float32),
        Concatenation => Concatenate(context.IsConstant),
        Resize resize => Resample(resize),
        Pooling pooling => Pool(pooling),
        AdaptiveAveragePooling pooling => AverageToGrid([pooling.Grid.Height, pooling.Grid.Width]),
        SliceChannels slice => (inputs, _) => inputs[0].narrow(1, slice.Start, slice.Count),
        ChannelDropout dropout => Masks.Compile(dropout),
        Softmax => static (inputs, _) => inputs[0].softmax(1),
        MultiplyConstant multiply => Scale(multiply.Factor),
        LearnedConstant => Learned(node),
        _ => throw new NotSupportedException($"node '{node.Name}': the torch executor does not know the primitive {node.Primitive.GetType().Name}"),
    };

    private Kernel Convolve(GraphNode node, Convolution convolution)
    {
        var weight = parameters[node.ParameterScope + "/weight"];
        var bias = convolution.Bias ? parameters[node.ParameterScope + "/bias"] : null;
        long[] stride = [convolution.Stride, convolution.Stride], padding = [convolution.Padding, convolution.Padding], dilation = [convolution.Dilation, convolution.Dilation];
        if (precision == ComputePrecision.Float32)
            return (inputs, _) => F.conv2d(inputs[0], weight, bias, stride, padding, dilation, convolution.Groups);
        return (inputs, _) => F.conv2d(Narrow(inputs[0]), Narrow(weight), bias is null ? null : Narrow(bias), stride, padding, dilation, convolution.Groups);
    }

    private Kernel Normalize(GraphNode node)
    {
        Tensor weight = Own("weight"), bias = Own("bias"), mean = Own("running_mean"), variance = Own("running_var");
        return (inputs, training) =>
            F.batch_norm(inputs[0], mean, variance, weight, bias, training, BatchNormalization.Momentum, BatchNormalization.Epsilon);

        Tensor Own(string name) => parameters[$"{node.ParameterScope}/{name}"];
    }

    private static Kernel Join(ElementwiseFunction function, bool overwriteFirst) => function switch
    {
        ElementwiseFunction.Add when overwriteFirst => static (inputs, _) => inputs[0].Increase(inputs[1]),
        ElementwiseFunction.Add => static (inputs, _) => inputs[0].Plus(inputs[1]),
        ElementwiseFunction.Multiply => static (inputs, _) => inputs[0].mul(inputs[1]),
        ElementwiseFunction.Max => static (inputs, _) => torch.maximum(inputs[0], inputs[1]),
        _ => throw new NotSupportedException($"the torch executor does not know the function {function}"),
    };

    private static Kernel Concatenate(bool[] isConstant)
    {
        if (Array.IndexOf(isConstant, true) < 0 || Array.IndexOf(isConstant, false) < 0) return static (inputs, _) => torch.cat(inputs, 1);
        var varying = Array.IndexOf(isConstant, false);
        return (inputs, _) =>
        {
            var batch = inputs[varying].shape[0];
            return torch.cat([.. inputs.Select((input, i) => isConstant[i] ? input.expand(batch, -1, -1, -1) : input)], 1);
        };
    }

    private static Kernel Resample(Resize resize)
    {
        long[] size = [resize.Size.Height, resize.Size.Width];
        return resize.Mode == ResizeMode.Bilinear
            ? (inputs, _) => F.interpolate(inputs[0], size, mode: torch.InterpolationMode.Bilinear, align_corners: false)
            : (inputs, _) => F.interpolate(inputs[0], size, mode: torch.InterpolationMode.Nearest);
    }

    private static Kernel Pool(Pooling pooling)
    {
        long[] kernel = [pooling.Kernel, pooling.Kernel], stride = [pooling.Stride, pooling.Stride], padding = [pooling.Padding, pooling.Padding];
        return pooling.Function == PoolingFunction.Max
            ? (inputs, _) => F.max_pool2d(inputs[0], kernel, stride, padding, ceil_mode: pooling.CeilMode)
            : (inputs, _) => F.avg_pool2d(inputs[0], kernel, stride, padding, pooling.CeilMode, count_include_pad: true);
    }

    private static Kernel AverageToGrid(long[] grid) => (inputs, _) => F.adaptive_avg_pool2d(inputs[0], grid);

    private static Kernel Scale(float factor)
    {
        var scalar = factor.ToScalar();
        return (inputs, _) => inputs[0].mul(scalar);
    }

    private Kernel Learned(GraphNode node)
    {
        var value = parameters[node.ParameterScope + "/value"];
        return (_, _) => value.unsqueeze(0);
    }

    private static Tensor Narrow(Tensor value) => value.dtype == torch.bfloat16 ? value : value.to(torch.bfloat16);
}
