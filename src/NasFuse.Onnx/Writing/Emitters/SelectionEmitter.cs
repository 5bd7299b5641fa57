using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>What picks values among channels.</summary>
internal static class SelectionEmitter
{
    public static void Emit(Emission emission, GroupMinimum minimum)
    {
        var shape = emission.Output.Shape;
        var groups = emission.Reshape("groups", emission.Input, 0, shape.Channels, minimum.Count, shape.Height, shape.Width);
        emission.Produce("ReduceMin", [groups], Ints("axes", 2), Int("keepdims", 0));
    }

    public static void Emit(Emission emission, KeepLargest largest)
    {
        var count = emission.Builder.Integers(emission.Local("count"), Math.Min(largest.Count, emission.InputShape.Channels));
        var kept = emission.Helper("TopK", "kept", [emission.Input, count], Int("axis", 1), Int("sorted", 0));
        emission.Builder.AddOutput(emission.Local("places"));
        var least = emission.Helper("ReduceMin", "least", [kept], Ints("axes", 1), Int("keepdims", 1));
        var mask = emission.Helper("GreaterOrEqual", "mask", [emission.Input, least]);
        emission.Produce("Where", [mask, emission.Input, emission.Builder.Floats(emission.Local("zero"), [], [0f])]);
    }
}
