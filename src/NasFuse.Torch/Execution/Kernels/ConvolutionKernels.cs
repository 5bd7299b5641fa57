using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;
using static NasFuse.Torch.Execution.ComposedKernels;

namespace NasFuse.Torch.Execution;

/// <summary>Convolutions: the only kernels that mixed precision narrows.</summary>
internal sealed class ConvolutionKernels(ParameterStore parameters, ComputePrecision precision)
{
    public Kernel Convolve(GraphNode node, Convolution convolution)
    {
        long[] stride = [convolution.Stride, convolution.Stride], dilation = [convolution.Dilation, convolution.Dilation];
        long[] padding = [convolution.Padding, convolution.Padding];
        return Narrowed(node, (input, weight, bias) => F.conv2d(input, weight, bias, stride, padding, dilation, convolution.Groups));
    }

    public Kernel ConvolveTransposed(GraphNode node, TransposedConvolution convolution)
    {
        long[] stride = [convolution.Kernel, convolution.Kernel];
        return Narrowed(node, (input, weight, bias) => F.conv_transpose2d(input, weight, bias, stride));
    }

    public Kernel EmbedPatches(GraphNode node, PatchEmbedding embedding, TensorShape input)
    {
        long[] stride = [embedding.Patch, embedding.Patch];
        long[] padding = [0, (long)node.Shape.Width * embedding.Patch - input.Width, 0, (long)node.Shape.Height * embedding.Patch - input.Height];
        if (padding.All(length => length == 0)) return Narrowed(node, (patches, weight, bias) => F.conv2d(patches, weight, bias, stride));
        return Narrowed(node, (map, weight, bias) => F.conv2d(F.pad(map, padding), weight, bias, stride));
    }

    private Kernel Narrowed(GraphNode node, Func<Tensor, Tensor, Tensor?, Tensor> convolve)
    {
        var weight = parameters[node.ParameterScope + "/weight"];
        var bias = node.Parameters.Any(p => p.Name == "bias") ? parameters[node.ParameterScope + "/bias"] : null;
        return precision == ComputePrecision.Float32
            ? InOwnScope((inputs, _) => convolve(inputs[0], weight, bias))
            : InOwnScope((inputs, _) => convolve(inputs[0].Narrow(), weight.Narrow(), bias?.Narrow()));
    }
}
