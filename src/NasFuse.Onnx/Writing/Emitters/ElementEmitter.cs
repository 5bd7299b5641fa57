using NasFuse.Core.Graphs;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>What works on every element by itself.</summary>
internal static class ElementEmitter
{
    public static void Emit(Emission emission, Pointwise pointwise)
    {
        if (pointwise.Function == PointwiseFunction.Gelu) EmitGelu(emission);
        else emission.Produce(OperatorOf(pointwise.Function), [emission.Input]);
    }

    public static void Emit(Emission emission, Elementwise elementwise) =>
        emission.Produce(OperatorOf(elementwise.Function), emission.Inputs.Select(i => i.Name));

    public static void Emit(Emission emission, MultiplyConstant multiply) =>
        emission.Produce("Mul", [emission.Input, emission.Builder.Floats(emission.Local("factor"), [], [multiply.Factor])]);

    /// <summary>Operator set 17 has no such function: <c>x · (1 + erf(x / √2)) · ½</c>, in the order that ONNX Runtime recognises and fuses.</summary>
    private static void EmitGelu(Emission emission)
    {
        var scaled = emission.Helper("Div", "scaled", [emission.Input, Number("root", MathF.Sqrt(2))]);
        var shifted = emission.Helper("Add", "shifted", [emission.Helper("Erf", "erf", [scaled]), Number("one", 1)]);
        emission.Produce("Mul", [emission.Helper("Mul", "twice", [emission.Input, shifted]), Number("half", 0.5f)]);

        string Number(string suffix, float value) => emission.Builder.Floats(emission.Local(suffix), [], [value]);
    }

    private static string OperatorOf(PointwiseFunction function) => function switch
    {
        PointwiseFunction.Relu => "Relu",
        PointwiseFunction.Sigmoid => "Sigmoid",
        PointwiseFunction.Tanh => "Tanh",
        _ => throw new NotSupportedException($"{function} has no ONNX form"),
    };

    private static string OperatorOf(ElementwiseFunction function) => function switch
    {
        ElementwiseFunction.Add => "Add",
        ElementwiseFunction.Multiply => "Mul",
        ElementwiseFunction.Max => "Max",
        ElementwiseFunction.Subtract => "Sub",
        _ => throw new NotSupportedException($"{function} has no ONNX form"),
    };
}
