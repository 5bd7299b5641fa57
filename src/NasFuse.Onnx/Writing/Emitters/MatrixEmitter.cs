using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Products of matrices.</summary>
internal static class MatrixEmitter
{
    public static void Emit(Emission emission, MatrixProduct product)
    {
        var second = emission.Inputs[1].Name;
        if (product.TransposeSecond) second = emission.Helper("Transpose", "transposed", [second], Ints("perm", 0, 1, 3, 2));
        emission.Produce("MatMul", [emission.Input, second]);
    }

    /// <summary>The weight already lies as <c>[D, E]</c>: <see cref="OnnxWriter"/> transposes it.</summary>
    public static void EmitLinear(Emission emission, Linear linear)
    {
        string[] parameters = [.. emission.Parameters];
        if (linear.Bias) emission.Produce("Add", [emission.Helper("MatMul", "product", [emission.Input, parameters[0]]), parameters[1]]);
        else emission.Produce("MatMul", [emission.Input, parameters[0]]);
    }
}
