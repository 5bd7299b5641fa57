using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>A map moved within its frame: zeros on the sides that come into view, then the frame cut out.</summary>
internal static class ShiftEmitter
{
    public static void Emit(Emission emission, Shift shift)
    {
        var (builder, shape) = (emission.Builder, emission.InputShape);
        long up = Math.Max(0, -shift.Rows), down = Math.Max(0, shift.Rows), left = Math.Max(0, -shift.Columns), right = Math.Max(0, shift.Columns);
        var pads = builder.Integers(emission.Local("pads"), 0, 0, up, left, 0, 0, down, right);
        var framed = emission.Helper("Pad", "framed", [emission.Input, pads], Text("mode", "constant"));
        emission.Produce("Slice",
        [
            framed,
            builder.Integers(emission.Local("starts"), down, right),
            builder.Integers(emission.Local("ends"), down + shape.Height, right + shape.Width),
            builder.Integers(emission.Local("axes"), 2, 3),
        ]);
    }
}
