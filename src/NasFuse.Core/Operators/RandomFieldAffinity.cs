using NasFuse.Core.Graphs;

namespace NasFuse.Core.Operators;

/// <summary>The two kernels of a conditional random field over an image: by distance, and by distance and colour.</summary>
internal static class RandomFieldAffinity
{
    /// <summary>Distance deviations in positions; colour deviation in standard deviations of the image (13 of 255 grey levels).</summary>
    private const double NearDeviation = 3, FarDeviation = 40, ColorDeviation = 0.17;

    /// <summary>Both affinities over a window at the size of a map, <c>[window², H, W]</c> each.</summary>
    public static (Value Near, Value Similar) Of(GraphBuilder graph, Size size, int window, int dilation)
    {
        var image = graph.Resize(graph.Image, size);
        var near = graph.Emit(new WindowAffinity(window, dilation, NearDeviation, null), "near", image);
        return (near, graph.Emit(new WindowAffinity(window, dilation, FarDeviation, ColorDeviation), "similar", image));
    }
}
