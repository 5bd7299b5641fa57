using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>What only moves values.</summary>
internal static class LayoutEmitter
{
    public static void Emit(Emission emission, Reshape reshape) =>
        emission.Produce("Reshape", [emission.Input, emission.Builder.Integers(emission.Local("shape"), ShapeOf(reshape.Shape))]);

    public static void Emit(Emission emission, Permute permute) =>
        emission.Produce("Transpose", [emission.Input], Ints("perm", 0, permute.First + 1, permute.Second + 1, permute.Third + 1));

    public static void Emit(Emission emission, SliceChannels slice) => EmitSlice(emission, emission.Input, [slice.Start], [slice.Start + slice.Count], [1]);

    public static void Emit(Emission emission, Crop crop) =>
        EmitSlice(emission, emission.Input, [crop.Top, crop.Left], [crop.Top + crop.Size.Height, crop.Left + crop.Size.Width], [2, 3]);

    public static void EmitConcatenation(Emission emission)
    {
        // Joining along channels does not broadcast the batch, so values without one get it here.
        var inputs = emission.Output.PerImage ? emission.Inputs.Select(emission.Builder.PerImage) : emission.Inputs.Select(i => i.Name);
        emission.Produce("Concat", inputs, Int("axis", 1));
    }

    /// <summary>Produces the output from a window of a value.</summary>
    public static void EmitSlice(Emission emission, string input, long[] starts, long[] ends, long[] axes) => emission.Produce("Slice",
    [
        input,
        emission.Builder.Integers(emission.Local("starts"), starts),
        emission.Builder.Integers(emission.Local("ends"), ends),
        emission.Builder.Integers(emission.Local("axes"), axes),
    ]);

    // A zero keeps the batch.
    private static long[] ShapeOf(TensorShape shape) => [0, shape.Channels, shape.Height, shape.Width];
}
