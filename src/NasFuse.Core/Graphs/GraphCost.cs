namespace NasFuse.Core.Graphs;

/// <summary>What a graph costs, from the graph alone.</summary>
/// <param name="Parameters">Trainable values; shared ones count once, running statistics do not count.</param>
/// <param name="Macs">Multiply-accumulates for one image: convolutions and matrix products only.</param>
/// <param name="ActivationBytes">Largest sum of float32 activations alive at once for one image, each kept from its node to its last reader.</param>
public sealed record GraphCost(long Parameters, long Macs, long ActivationBytes)
{
    /// <summary>Counts a graph.</summary>
    public static GraphCost Of(Graph graph) => new(CountParameters(graph), CountMacs(graph), PeakActivations(graph));

    /// <summary>Nodes of one parameter scope own the same values.</summary>
    private static long CountParameters(Graph graph)
    {
        var counted = new HashSet<string>(StringComparer.Ordinal);
        var sum = 0L;
        foreach (var node in graph.Nodes)
        {
            if (node.Parameters.IsEmpty || !counted.Add(node.ParameterScope)) continue;
            foreach (var parameter in node.Parameters)
            {
                if (parameter.Trainable) sum += parameter.Count;
            }
        }
        return sum;
    }

    private static long CountMacs(Graph graph) => graph.Nodes.Sum(node => MacsOf(graph, node));

    /// <summary>Multiply-accumulates of one node for one image.</summary>
    public static long MacsOf(Graph graph, GraphNode node)
    {
        Span<TensorShape> inputs = stackalloc TensorShape[node.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = graph.Nodes[node.Inputs[i]].Shape;
        return node.Primitive.CountMacs(inputs, node.Shape);
    }

    private const int Freed = -1;

    private static long PeakActivations(Graph graph)
    {
        var lastReader = new int[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            lastReader[node.Index] = node.Index;
            foreach (var input in node.Inputs) lastReader[input] = node.Index;
        }
        lastReader[graph.Output] = graph.Nodes.Length;

        long alive = 0, peak = 0;
        foreach (var node in graph.Nodes)
        {
            alive += Bytes(node);
            peak = Math.Max(peak, alive);
            foreach (var input in node.Inputs)
            {
                if (lastReader[input] != node.Index) continue;
                alive -= Bytes(graph.Nodes[input]);
                lastReader[input] = Freed; // an input that stands twice is freed once
            }
            if (lastReader[node.Index] == node.Index) alive -= Bytes(node);
        }
        return peak;

        static long Bytes(GraphNode node) => node.Primitive is LearnedConstant ? 0 : node.Shape.Elements * sizeof(float);
    }
}
