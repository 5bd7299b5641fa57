using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;
using static NasFuse.Torch.Execution.ComposedKernels;

namespace NasFuse.Torch.Execution;

/// <summary>Normalisations, in full precision.</summary>
internal sealed class NormalizationKernels(ParameterStore parameters)
{
    public Kernel NormalizeByBatch(GraphNode node)
    {
        Tensor weight = Own(node, "weight"), bias = Own(node, "bias"), mean = Own(node, "running_mean"), variance = Own(node, "running_var");
        return (inputs, training) =>
            F.batch_norm(inputs[0], mean, variance, weight, bias, training, BatchNormalization.Momentum, BatchNormalization.Epsilon);
    }

    public Kernel NormalizeLayer(GraphNode node, LayerNormalization normalization)
    {
        Tensor weight = Own(node, "weight"), bias = Own(node, "bias");
        long[] length = [node.Shape[normalization.Axis]];
        if (normalization.Axis == 2) return InOwnScope((inputs, _) => Normalize(inputs[0].Widen()));
        // The library normalises the last dimensions only.
        return InOwnScope((inputs, _) => Normalize(inputs[0].Widen().permute(0, 2, 3, 1)).permute(0, 3, 1, 2).contiguous());

        Tensor Normalize(Tensor rows) => F.layer_norm(rows, length, weight, bias, LayerNormalization.Epsilon);
    }

    public static Kernel NormalizeLength(L2Normalization normalization) =>
        InOwnScope((inputs, _) => F.normalize(inputs[0].Widen(), p: 2, normalization.Axis + 1, L2Normalization.SmallestNorm));

    public static Kernel NormalizeExponentials(Softmax softmax) => InOwnScope((inputs, _) => inputs[0].Widen().softmax(softmax.Axis + 1));

    private Tensor Own(GraphNode node, string name) => parameters[$"{node.ParameterScope}/{name}"];
}
