using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.TestKit;

/// <summary>What a vocabulary item must cost in one configuration, from the closed form in its paper or the survey's table.</summary>
/// <param name="Text">Text form, e.g. <c>conv(k=3,n=2)</c>.</param>
/// <param name="InputWidth">Channels in.</param>
/// <param name="Width">Channels out.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Macs">Multiply-accumulates given the area of the input and of the output.</param>
public sealed record CostCase(string Text, int InputWidth, int Width, long Parameters, Func<long, long, long> Macs)
{
    /// <summary>Trainable values for each position of the output, of operators that are bound to one image size.</summary>
    public long ParametersPerPosition { get; init; }
}

/// <summary>Sizes that divide by nothing, as real images have them.</summary>
public static class OddSizes
{
    /// <summary>Five image sizes whose maps at 1/2 … 1/32 are mostly odd.</summary>
    public static IReadOnlyList<Size> Images { get; } = [new(180, 240), new(45, 60), new(577, 641), new(97, 33), new(64, 129)];
}

/// <summary>Architectures that contain nothing but the item under test.</summary>
public static class SmallArchitectures
{
    /// <summary>An operator between a convolution and a classifier; its input is at 1/<paramref name="at"/>, or coarser by its enlargement.</summary>
    public static Architecture WithOperator(string operation, int inputWidth, int width, int stride, int enlargement = 1, int at = 2) => ArchitectureText.Parse(
        $"""
        pre: 1/{at * enlargement} x{inputWidth} = conv(k=3,s={at * enlargement}) <- image
        it:  1/{at * stride} x{width} = {operation} <- pre
        cls: 1/{at * stride} x4 = conv(k=1,bn=0,act=none) <- it
        out: 1/1 x4 = id <- cls>up
        """);

    /// <summary>A fusion of inputs of equal width and scale, followed by nothing (or a projection when it changes the channels).</summary>
    public static Architecture WithFusion(string fusion, int inputs, int width, bool projects, int at = 2) => ArchitectureText.Parse(
        string.Join('\n', Enumerable.Range(0, inputs).Select(i => $"p{i}: 1/{at} x{width} = conv(k=3,s={at}) <- image")) +
        $$"""

        it:  1/{{at}} x{{width}} = {{(projects ? "conv(k=1)" : "id")}} <- {{fusion}}{ {{string.Join("; ", Enumerable.Range(0, inputs).Select(i => $"p{i}"))}} }
        cls: 1/{{at}} x4 = conv(k=1,bn=0,act=none) <- it
        out: 1/1 x4 = id <- cls>up
        """);

    /// <summary>Parameters and MACs of the nodes whose names begin with <paramref name="prefix"/>.</summary>
    public static (long Parameters, long Macs) CostOf(Graph graph, string prefix)
    {
        var nodes = graph.Nodes.Where(node => node.Name.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var parameters = nodes.SelectMany(node => node.Parameters.Where(p => p.Trainable).Select(p => (Name: node.ParameterName(p), p.Count))).DistinctBy(p => p.Name);
        return (parameters.Sum(p => p.Count), nodes.Sum(node => GraphCost.MacsOf(graph, node)));
    }
}
