using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Pooling indices and what reads them.</summary>
/// <remarks>
/// ONNX Runtime's own unpooling refuses windows that hang over the edge. Here an index is the place within its window, in reading order, and one value per
/// window becomes a block of zeros and that value: exact, also where values are equal, because the first largest is taken as in PyTorch.
/// </remarks>
internal static class UnpoolingEmitter
{
    public static void Emit(Emission emission, PoolingIndices pooling)
    {
        var shape = emission.Output.Shape;
        var blocks = emission.Helper("SpaceToDepth", "blocks", [WholeWindows(emission, pooling.Kernel)], Int("blocksize", pooling.Kernel));
        var places = emission.Reshape("places", blocks, 0, pooling.Kernel * pooling.Kernel, shape.Channels, shape.Height, shape.Width);
        emission.Produce("ArgMax", [places], Int("axis", 1), Int("keepdims", 0));
    }

    public static void Emit(Emission emission, Unpooling unpooling)
    {
        var (shape, builder, places) = (emission.InputShape, emission.Builder, unpooling.Kernel * unpooling.Kernel);
        var axis = builder.Integers(emission.Local("axis"), 1);
        var values = emission.Helper("Unsqueeze", "values", [emission.Input, axis]);
        var indices = emission.Helper("Unsqueeze", "indices", [emission.Inputs[1].Name, axis]);
        var numbers = builder.Integers(emission.Local("numbers"), [1, places, 1, 1, 1], [.. Enumerable.Range(0, places).Select(i => (long)i)]);
        var mask = emission.Helper("Equal", "mask", [indices, numbers]);
        var chosen = emission.Helper("Where", "chosen", [mask, values, builder.Floats(emission.Local("zero"), [], [0f])]);
        var blocks = emission.Reshape("blocks", chosen, 0, places * shape.Channels, shape.Height, shape.Width);
        var whole = emission.Helper("DepthToSpace", "whole", [blocks], Int("blocksize", unpooling.Kernel));
        LayoutEmitter.EmitSlice(emission, whole, [0, 0], [unpooling.Size.Height, unpooling.Size.Width], [2, 3]);
    }

    private static string WholeWindows(Emission emission, int kernel)
    {
        var below = emission.Output.Shape.Height * kernel - emission.InputShape.Height;
        var right = emission.Output.Shape.Width * kernel - emission.InputShape.Width;
        if (below == 0 && right == 0) return emission.Input;
        var builder = emission.Builder;
        var padding = builder.Integers(emission.Local("padding"), 0, 0, 0, 0, 0, 0, below, right);
        return emission.Helper("Pad", "whole", [emission.Input, padding, builder.Floats(emission.Local("least"), [], [float.NegativeInfinity])]);
    }
}
