using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>Computes one node.</summary>
/// <param name="inputs">Inputs, <c>[N, C, H, W]</c>.</param>
/// <param name="training">True to normalise by the batch and update running statistics.</param>
internal delegate Tensor Kernel(Tensor[] inputs, bool training);

/// <summary>What a kernel may assume about the node it computes.</summary>
/// <param name="Inputs">Shapes of the inputs.</param>
/// <param name="OverwriteFirst">The first input is needed by nobody else afterwards and may be overwritten.</param>
/// <param name="IsConstant">Per input: true when it does not depend on the image and so has a batch of one.</param>
internal readonly record struct KernelContext(TensorShape[] Inputs, bool OverwriteFirst, bool[] IsConstant);

/// <summary>Kernels of several steps.</summary>
internal static class ComposedKernels
{
    /// <summary>The same kernel, but what it makes on the way dies when it returns. Its result must be a new tensor, not an input.</summary>
    public static Kernel InOwnScope(Kernel kernel) => (inputs, training) =>
    {
        using var scope = torch.NewDisposeScope();
        return kernel(inputs, training).MoveToOuterDisposeScope();
    };
}
