using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Execution;

/// <summary>Convolutions: the only kernels that mixed precision narrows.</summary>
internal sealed class ConvolutionKernels(ParameterStore parameters, ComputePrecision precision)
{
    public Kernel Convolve(GraphNode node, Convolution convolution)
    {
        var weight = parameters[node.ParameterScope + "/weight"];
        var bias = convolution.Bias ? parameters[node.ParameterScope + "/bias"] : null;
        long[] stride = [convolution.Stride, convolution.Stride], padding = [convolution.Padding, convolution.Padding], dilation = [convolution.Dilation, convolution.Dilation];
        if (precision == ComputePrecision.Float32)
            return (inputs, _) => F.conv2d(inputs[0], weight, bias, stride, padding, dilation, convolution.Groups);
        return (inputs, _) => F.conv2d(Narrow(inputs[0]), Narrow(weight), bias is null ? null : Narrow(bias), stride, padding, dilation, convolution.Groups);
    }

    private static Tensor Narrow(Tensor value) => value.dtype == torch.bfloat16 ? value : value.to(torch.bfloat16);
}
