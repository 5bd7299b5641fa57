using NasFuse.Core.Graphs;
using NasFuse.Onnx.Protobuf;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>Resampling to a fixed size.</summary>
internal static class ResizeEmitter
{
    public static void Emit(Emission emission, Resize resize)
    {
        var (from, to) = (emission.InputShape.Size, resize.Size);
        if (resize.Mode == ResizeMode.Bilinear)
        {
            EmitResize(emission, to, Text("mode", "linear"), Text("coordinate_transformation_mode", "half_pixel"));
        }
        else if (resize.Mode == ResizeMode.BilinearCorners)
        {
            EmitResize(emission, to, Text("mode", "linear"), Text("coordinate_transformation_mode", "align_corners"));
        }
        else if (RuntimeAgrees(from.Height, to.Height) && RuntimeAgrees(from.Width, to.Width))
        {
            EmitResize(emission, to, Text("mode", "nearest"), Text("coordinate_transformation_mode", "asymmetric"), Text("nearest_mode", "floor"));
        }
        else
        {
            EmitGathers(emission, from, to);
        }
    }

    private static void EmitResize(Emission emission, Size size, params AttributeProto[] attributes) =>
        emission.Produce("Resize", [emission.Input, "", "", Sizes(emission, size)], attributes);

    /// <summary>The four lengths of the result; the batch is taken from the input where it is dynamic.</summary>
    private static string Sizes(Emission emission, Size size)
    {
        var builder = emission.Builder;
        var images = emission.Output.PerImage ? builder.Batch : 1;
        if (images is { } fixedBatch) return builder.Integers(emission.Local("sizes"), fixedBatch, emission.InputShape.Channels, size.Height, size.Width);
        var kept = emission.Helper("Shape", "kept", [emission.Input], Int("start", 0), Int("end", 2));
        var wanted = builder.Integers(emission.Local("wanted"), size.Height, size.Width);
        return emission.Helper("Concat", "sizes", [kept, wanted], Int("axis", 0));
    }

    /// <summary>True when ONNX Runtime, which divides by a rounded ratio, copies the same rows as PyTorch, which multiplies by its rounded inverse.</summary>
    private static bool RuntimeAgrees(int from, int to)
    {
        var ratio = (float)to / from;
        for (var target = 0; target < to; target++)
        {
            if (Math.Min((int)MathF.Floor(target / ratio), from - 1) != Resize.NearestSource(target, from, to)) return false;
        }
        return true;
    }

    private static void EmitGathers(Emission emission, Size from, Size to)
    {
        var rows = emission.Builder.Integers(emission.Local("rows"), Sources(from.Height, to.Height));
        var columns = emission.Builder.Integers(emission.Local("columns"), Sources(from.Width, to.Width));
        var narrow = emission.Helper("Gather", "narrow", [emission.Input, columns], Int("axis", 3));
        emission.Produce("Gather", [narrow, rows], Int("axis", 2));
    }

    private static long[] Sources(int from, int to) => [.. Enumerable.Range(0, to).Select(target => (long)Resize.NearestSource(target, from, to))];
}
