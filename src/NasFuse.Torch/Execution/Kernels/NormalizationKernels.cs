using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Execution;

/// <summary>Normalisations.</summary>
internal sealed class NormalizationKernels(ParameterStore parameters)
{
    public Kernel NormalizeByBatch(GraphNode node)
    {
        Tensor weight = Own("weight"), bias = Own("bias"), mean = Own("running_mean"), variance = Own("running_var");
        return (inputs, training) =>
            F.batch_norm(inputs[0], mean, variance, weight, bias, training, BatchNormalization.Momentum, BatchNormalization.Epsilon);

        Tensor Own(string name) => parameters[$"{node.ParameterScope}/{name}"];
    }
}
