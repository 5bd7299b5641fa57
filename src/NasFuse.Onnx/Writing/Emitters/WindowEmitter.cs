using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>What looks at the window around each position. A convolution with one weight per offset lays the windows out, which is exact.</summary>
internal static class WindowEmitter
{
    public static void Emit(Emission emission, WindowSum sum)
    {
        var builder = emission.Builder;
        var windows = Unfold(emission, emission.Inputs[1], sum.Window, sum.Dilation, ofDifferences: false);
        var weights = emission.Helper("Unsqueeze", "weights", [emission.Input, builder.Integers(emission.Local("axis"), 1)]);
        var products = emission.Helper("Mul", "products", [windows, weights]);
        emission.Produce("ReduceSum", [products, builder.Integers(emission.Local("summed"), 2)], Int("keepdims", 0));
    }

    public static void Emit(Emission emission, WindowAffinity affinity)
    {
        var (builder, places) = (emission.Builder, affinity.Window * affinity.Window);
        var (height, width) = emission.InputShape.Size;
        var rows = builder.Floats(emission.Local("rows"), [1, places, height, 1], affinity.ExponentsPerRow(height));
        var columns = builder.Floats(emission.Local("columns"), [1, places, 1, width], affinity.ExponentsPerColumn(width));
        var exponents = emission.Helper("Add", "distances", [rows, columns]);
        if (affinity.ValueDeviation is { } deviation) exponents = emission.Helper("Add", "exponents", [exponents, ValuePart(emission, affinity, deviation)]);
        else if (emission.Output.PerImage) exponents = builder.PerImage(new OnnxValue(exponents, emission.Output.Shape, PerImage: false));
        var others = builder.Floats(emission.Local("others"), [1, places, 1, 1], affinity.Others());
        emission.Produce("Mul", [emission.Helper("Softmax", "softmax", [exponents], Int("axis", 1)), others]);
    }

    private static string ValuePart(Emission emission, WindowAffinity affinity, double deviation)
    {
        var builder = emission.Builder;
        var differences = Unfold(emission, emission.Inputs[0], affinity.Window, affinity.Dilation, ofDifferences: true);
        var squares = emission.Helper("Mul", "squares", [differences, differences]);
        var lengths = emission.Helper("ReduceSum", "lengths", [squares, builder.Integers(emission.Local("summed"), 1)], Int("keepdims", 0));
        return emission.Helper("Mul", "values", [lengths, builder.Floats(emission.Local("factor"), [], [(float)(-0.5 / (deviation * deviation))])]);
    }

    /// <summary>The windows of every position, <c>[N, C, window², H, W]</c>, zero outside; of differences: less the value of the position itself.</summary>
    private static string Unfold(Emission emission, OnnxValue map, int window, int dilation, bool ofDifferences)
    {
        var ((channels, height, width), builder, places) = (map.Shape, emission.Builder, window * window);
        var padding = (window - 1) / 2 * dilation;
        // All channels are treated alike, so they take the place of the batch.
        var single = emission.Reshape("single", map.Name, -1, 1, height, width);
        var offsets = builder.Floats(emission.Local("offsets"), [places, 1, window, window], Offsets(places, ofDifferences));
        var unfolded = emission.Helper("Conv", "unfolded", [single, offsets],
            Ints("kernel_shape", window, window),
            Ints("pads", padding, padding, padding, padding),
            Ints("dilations", dilation, dilation));
        return emission.Reshape("windows", unfolded, -1, channels, places, height, width);
    }

    private static float[] Offsets(int places, bool ofDifferences)
    {
        var weights = new float[places * places];
        for (var place = 0; place < places; place++)
        {
            weights[place * places + place] = 1;
            if (ofDifferences) weights[place * places + places / 2] -= 1;
        }
        return weights;
    }
}
