using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>Turns primitives into calls of the tensor library. The only place, with the groups beside it, that knows both.</summary>
internal sealed class Kernels(ParameterStore parameters, ComputePrecision precision)
{
    private readonly ConvolutionKernels _convolutions = new(parameters, precision);
    private readonly NormalizationKernels _normalizations = new(parameters);

    public Kernel Compile(GraphNode node, KernelContext context) => node.Primitive switch
    {
        Convolution convolution => _convolutions.Convolve(node, convolution),
        BatchNormalization => _normalizations.NormalizeByBatch(node),
        Pointwise pointwise => ElementKernels.Apply(pointwise.Function, context.OverwriteFirst),
        Elementwise elementwise => ElementKernels.Join(elementwise.Function, context.OverwriteFirst && precision == ComputePrecision.Float32),
        MultiplyConstant multiply => ElementKernels.Scale(multiply.Factor),
        Concatenation => LayoutKernels.Concatenate(context.IsConstant),
        SliceChannels slice => LayoutKernels.Slice(slice),
        Resize resize => ResamplingKernels.Resample(resize),
        Pooling pooling => PoolingKernels.Pool(pooling),
        AdaptiveAveragePooling pooling => PoolingKernels.AverageToGrid(pooling.Grid),
        Softmax => static (inputs, _) => inputs[0].softmax(1),
        LearnedConstant => Learned(node),
        _ => throw new NotSupportedException($"node '{node.Name}': the torch executor does not know the primitive {node.Primitive.GetType().Name}"),
    };

    private Kernel Learned(GraphNode node)
    {
        var value = parameters[node.ParameterScope + "/value"];
        return (_, _) => value.unsqueeze(0);
    }
}
