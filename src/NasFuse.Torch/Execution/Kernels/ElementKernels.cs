using NasFuse.Core.Graphs;

namespace NasFuse.Torch.Execution;

/// <summary>What works on every element by itself.</summary>
internal static class ElementKernels
{
    public static Kernel Apply(PointwiseFunction function, bool overwrite) => function switch
    {
        PointwiseFunction.Relu when overwrite => static (inputs, _) => inputs[0].relu_(),
        PointwiseFunction.Relu => static (inputs, _) => inputs[0].relu(),
        PointwiseFunction.Sigmoid => static (inputs, _) => inputs[0].sigmoid(),
        PointwiseFunction.Tanh => static (inputs, _) => inputs[0].tanh(),
        PointwiseFunction.Gelu => static (inputs, _) => inputs[0].gelu(),
        _ => throw new NotSupportedException($"the torch executor does not know the function {function}"),
    };

    public static Kernel Join(ElementwiseFunction function, bool overwriteFirst) => function switch
    {
        ElementwiseFunction.Add when overwriteFirst => static (inputs, _) => inputs[0].Increase(inputs[1]),
        ElementwiseFunction.Add => static (inputs, _) => inputs[0].Plus(inputs[1]),
        ElementwiseFunction.Multiply => static (inputs, _) => inputs[0].mul(inputs[1]),
        ElementwiseFunction.Subtract => static (inputs, _) => inputs[0].sub(inputs[1]),
        ElementwiseFunction.Max => static (inputs, _) => torch.maximum(inputs[0], inputs[1]),
        _ => throw new NotSupportedException($"the torch executor does not know the function {function}"),
    };

    public static Kernel Scale(float factor)
    {
        var scalar = factor.ToScalar();
        return (inputs, _) => inputs[0].mul(scalar);
    }
}
