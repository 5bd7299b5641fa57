using NasFuse.Core.Graphs;
using static NasFuse.Onnx.Writing.OnnxAttributes;

namespace NasFuse.Onnx.Writing.Emitters;

/// <summary>What looks at the window around each position.</summary>
internal static class WindowEmitter
{
    /// <summary>
    /// Adds up one product of whole maps per offset. Laying out all windows first takes <c>window²</c> times the memory and, for a window of 7 over
    /// 45 × 60 positions, about twice the time.
    /// </summary>
    public static void Emit(Emission emission, WindowSum sum)
    {
        var places = sum.Window * sum.Window;
        var framed = Frame(emission, emission.Inputs[1], Margin(sum.Window, sum.Dilation));
        var weights = SplitChannels(emission, emission.Input, places);
        var total = Product(0);
        for (var place = 1; place < places - 1; place++) total = emission.Helper("Add", $"total{place}", [total, Product(place)]);
        emission.Produce("Add", [total, Product(places - 1)]);

        string Product(int place) =>
            emission.Helper("Mul", $"product{place}", [Cut(place), weights[place]]);

        string Cut(int place) =>
            emission.Slice($"moved{place}", framed, emission.Output.Shape.Size, top: place / sum.Window * sum.Dilation, left: place % sum.Window * sum.Dilation);
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
        var differences = Differences(emission, emission.Inputs[0], affinity.Window, affinity.Dilation);
        var squares = emission.Helper("Mul", "squares", [differences, differences]);
        var lengths = emission.Helper("ReduceSum", "lengths", [squares, builder.Integers(emission.Local("summed"), 1)], Int("keepdims", 0));
        return emission.Helper("Mul", "values", [lengths, builder.Floats(emission.Local("factor"), [], [(float)(-0.5 / (deviation * deviation))])]);
    }

    private static string Frame(Emission emission, OnnxValue map, int margin) =>
        emission.Helper("Pad", "framed", [map.Name, emission.Builder.Integers(emission.Local("pads"), 0, 0, margin, margin, 0, 0, margin, margin)]);

    private static string[] SplitChannels(Emission emission, string map, int channels)
    {
        var parts = Enumerable.Range(0, channels).Select(c => emission.Local($"weight{c}")).ToArray();
        var lengths = emission.Builder.Integers(emission.Local("lengths"), [.. Enumerable.Repeat(1L, channels)]);
        emission.Builder.Add("Split", emission.Local("split"), [map, lengths], parts[0], Int("axis", 1));
        foreach (var part in parts.AsSpan(1)) emission.Builder.AddOutput(part);
        return parts;
    }

    private static int Margin(int window, int dilation) => (window - 1) / 2 * dilation;

    /// <summary>
    /// The difference to every position of the window, <c>[N, C, window², H, W]</c>, the value outside being zero.
    /// A convolution with one weight per offset, less one for the position itself, is exact.
    /// </summary>
    private static string Differences(Emission emission, OnnxValue map, int window, int dilation)
    {
        var ((channels, height, width), builder, places) = (map.Shape, emission.Builder, window * window);
        var padding = Margin(window, dilation);
        // All channels are treated alike, so they take the place of the batch.
        var single = emission.Reshape("single", map.Name, -1, 1, height, width);
        var offsets = builder.Floats(emission.Local("offsets"), [places, 1, window, window], Offsets(places));
        var unfolded = emission.Helper("Conv", "unfolded", [single, offsets],
            Ints("kernel_shape", window, window),
            Ints("pads", padding, padding, padding, padding),
            Ints("dilations", dilation, dilation));
        return emission.Reshape("windows", unfolded, -1, channels, places, height, width);
    }

    private static float[] Offsets(int places)
    {
        var weights = new float[places * places];
        for (var place = 0; place < places; place++)
        {
            weights[place * places + place] = 1;
            weights[place * places + places / 2] -= 1;
        }
        return weights;
    }
}
