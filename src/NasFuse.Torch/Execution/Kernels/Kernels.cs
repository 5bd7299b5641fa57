using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>Turns primitives into calls of the tensor library. The only place, with the groups beside it, that knows both.</summary>
internal sealed class Kernels(ParameterStore parameters, ComputePrecision precision)
{
    private readonly ConvolutionKernels _convolutions = new(parameters, precision);
    private readonly NormalizationKernels _normalizations = new(parameters);
    private readonly MatrixKernels _matrices = new(parameters);

    public DropoutMasks Masks { get; } = new(parameters.Device);

    public Kernel Compile(GraphNode node, KernelContext context) => node.Primitive switch
    {
        Convolution convolution => _convolutions.Convolve(node, convolution),
        TransposedConvolution convolution => _convolutions.ConvolveTransposed(node, convolution),
        PatchEmbedding embedding => _convolutions.EmbedPatches(node, embedding, context.Inputs[0]),
        MatrixProduct product => MatrixKernels.Multiply(product),
        Linear linear => _matrices.MapLinearly(node, linear),
        BatchNormalization => _normalizations.NormalizeByBatch(node),
        LayerNormalization normalization => _normalizations.NormalizeLayer(node, normalization),
        L2Normalization normalization => NormalizationKernels.NormalizeLength(normalization),
        Softmax softmax => NormalizationKernels.NormalizeExponentials(softmax),
        Pointwise pointwise => ElementKernels.Apply(pointwise.Function, context.OverwriteFirst),
        Elementwise elementwise => ElementKernels.Join(elementwise.Function, context.OverwriteFirst && precision == ComputePrecision.Float32),
        MultiplyConstant multiply => ElementKernels.Scale(multiply.Factor),
        ChannelDropout dropout => Masks.Compile(dropout),
        Concatenation => LayoutKernels.Concatenate(context.IsConstant),
        SliceChannels slice => LayoutKernels.Slice(slice),
        Reshape reshape => LayoutKernels.Reshape(reshape.Shape),
        Permute permute => LayoutKernels.Permute(permute),
        Crop crop => LayoutKernels.Crop(crop),
        Shift shift => LayoutKernels.Shift(shift, node.Shape),
        Resize resize => ResamplingKernels.Resample(resize),
        Pooling pooling => PoolingKernels.Pool(pooling),
        AdaptiveAveragePooling pooling => PoolingKernels.AverageToGrid(pooling.Grid),
        PoolingIndices pooling => UnpoolingKernels.FindLargest(pooling),
        Unpooling unpooling => UnpoolingKernels.Unpool(unpooling, node.Shape),
        WindowAffinity affinity => WindowKernels.Relate(affinity, context.Inputs[0], parameters.Device),
        WindowSum sum => WindowKernels.Sum(sum, node.Shape),
        GroupMinimum minimum => SelectionKernels.TakeMinimum(minimum, node.Shape),
        KeepLargest largest => SelectionKernels.KeepLargest(largest, node.Shape),
        LearnedConstant => Learned(node),
        _ => throw new NotSupportedException($"node '{node.Name}': the torch executor does not know the primitive {node.Primitive.GetType().Name}"),
    };

    private Kernel Learned(GraphNode node)
    {
        var value = parameters[node.ParameterScope + "/value"];
        return (_, _) => value.unsqueeze(0);
    }
}
