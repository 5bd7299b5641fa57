using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;
using static NasFuse.Torch.Execution.ComposedKernels;

namespace NasFuse.Torch.Execution;

/// <summary>Products of matrices, <c>[N, B, R, C]</c>, in full precision.</summary>
internal sealed class MatrixKernels(ParameterStore parameters)
{
    public static Kernel Multiply(MatrixProduct product) => product.TransposeSecond
        ? InOwnScope(static (inputs, _) => inputs[0].Widen().matmul(inputs[1].Widen().transpose(2, 3)))
        : InOwnScope(static (inputs, _) => inputs[0].Widen().matmul(inputs[1].Widen()));

    public Kernel MapLinearly(GraphNode node, Linear linear)
    {
        var weight = parameters[node.ParameterScope + "/weight"];
        var bias = linear.Bias ? parameters[node.ParameterScope + "/bias"] : null;
        return InOwnScope((inputs, _) => F.linear(inputs[0].Widen(), weight, bias));
    }
}
