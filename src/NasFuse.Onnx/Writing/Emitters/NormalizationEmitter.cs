using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Normalisations.</summary>
internal static class NormalizationEmitter
{
    public static void EmitBatch(Emission emission) =>
        emission.Produce("BatchNormalization", [emission.Input, .. emission.Parameters], Float("epsilon", (float)BatchNormalization.Epsilon));

    public static void EmitLayer(Emission emission, LayerNormalization normalization)
    {
        var epsilon = Float("epsilon", (float)LayerNormalization.Epsilon);
        if (normalization.Axis == 2)
        {
            emission.Produce("LayerNormalization", [emission.Input, .. emission.Parameters], epsilon);
            return;
        }
        // The operator normalises the last dimensions only.
        var rows = emission.Helper("Transpose", "rows", [emission.Input], Ints("perm", 0, 2, 3, 1));
        var normalized = emission.Helper("LayerNormalization", "normalized", [rows, .. emission.Parameters], epsilon);
        emission.Produce("Transpose", [normalized], Ints("perm", 0, 3, 1, 2));
    }

    public static void EmitLength(Emission emission, L2Normalization normalization)
    {
        var norm = emission.Helper("ReduceL2", "norm", [emission.Input], Ints("axes", normalization.Axis + 1), Int("keepdims", 1));
        var smallest = emission.Builder.Floats(emission.Local("smallest"), [], [(float)L2Normalization.SmallestNorm]);
        emission.Produce("Div", [emission.Input, emission.Helper("Max", "divisor", [norm, smallest])]);
    }
}
